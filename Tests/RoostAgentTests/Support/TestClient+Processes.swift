import Foundation
import RoostAgentProtocol

/// A process that ran to its end.
struct Finished {
  var number: UInt32
  var reason: ExitRecord.Reason
  var records: [OutputRecord]

  func text(_ channel: OutputRecord.Channel) -> String {
    String(decoding: records.filter { $0.channel == channel }.flatMap(\.bytes), as: UTF8.self)
  }
  var output: String { text(.standardOutput) }
  var errors: String { text(.standardError) }
}

extension TestClient {
  func start(_ request: SpawnRequest) throws -> UInt32 {
    switch try call(.spawn(request)) {
    case .started(let process, _): return process
    case let other: throw TestFailure("not started: \(other)")
    }
  }

  func start(_ line: String, acceptsInput: Bool = false) throws -> UInt32 {
    try start(SpawnRequest(arguments: ["/bin/sh", "-c", line], acceptsInput: acceptsInput))
  }

  func run(_ arguments: [String], variables: [String] = []) throws -> Finished {
    try finish(try start(SpawnRequest(arguments: arguments, variables: variables)))
  }

  func finish(_ process: UInt32, seconds: Double = 20) throws -> Finished {
    let records = try output(of: process, seconds: seconds)
    return Finished(number: process, reason: try exit(of: process, seconds: seconds), records: records)
  }

  /// All of it, from an offset on.
  func output(of process: UInt32, from offset: UInt64 = 0, seconds: Double = 20) throws -> [OutputRecord] {
    let channel = try send(.attach(process: process, offset: offset, credit: .max))
    var records: [OutputRecord] = []
    while true {
      switch try next(on: channel, seconds: seconds) {
      case .data(let record): records.append(record)
      case .end: return records
      case let other: throw TestFailure("not output: \(other)")
      }
    }
  }

  /// Reads until the output holds a text.
  func await(_ text: String, from process: UInt32, seconds: Double = 10) throws -> String {
    let channel = try send(.attach(process: process, offset: 0, credit: .max))
    var seen = ""
    while !seen.contains(text) {
      guard case .data(let record) = try? next(on: channel, seconds: seconds) else {
        throw TestFailure("no \(text) in: \(seen)")
      }
      seen += String(decoding: record.bytes, as: UTF8.self)
    }
    try send(.detach, channel: channel)
    return seen
  }

  func exit(of process: UInt32, seconds: Double = 20) throws -> ExitRecord.Reason {
    var found: ExitRecord?
    try eventually("process \(process) has ended", seconds: seconds) {
      found = try record(of: process)?.exit
      return found != nil
    }
    guard let found else { throw TestFailure("no exit") }
    return found.reason
  }

  func record(of process: UInt32) throws -> ProcessRecord? {
    guard case .processes(let records) = try call(.list) else { throw TestFailure("no list") }
    return records.first { $0.process == process }
  }

  /// A channel of events, after the present state.
  func subscribe() throws -> UInt32 {
    let channel = try send(.subscribe)
    while try next(on: channel) != .caughtUp {}
    return channel
  }
}
