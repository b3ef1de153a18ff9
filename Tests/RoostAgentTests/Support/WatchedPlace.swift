import RoostAgentProtocol

/// A path that a client watches.
final class WatchedPlace {
  let channel: UInt32
  private let client: TestClient

  init(_ client: TestClient, _ path: String, credit: UInt32 = 1 << 20, seconds: Double = 10) throws {
    self.client = client
    channel = try client.send(.watch(path: path, credit: credit))
    let answer = try client.next(on: channel, seconds: seconds)
    guard answer == .done else { throw TestFailure("not watched: \(answer)") }
  }

  /// All that is told until a change, and another one, were.
  func changes(
    until first: ChangeRecord, and second: ChangeRecord? = nil, orOverflow: Bool = false
  ) throws -> [ChangeRecord] {
    var found: [ChangeRecord] = []
    while !found.contains(first) || !(second.map(found.contains) ?? true) {
      if orOverflow, found.contains(ChangeRecord(.overflow)) { return found }
      let message = try? client.next(on: channel)
      guard case .changes(let records) = message else {
        throw TestFailure("\(message.map { "\($0)" } ?? "nothing") instead of \(first) after \(found.suffix(20))")
      }
      found += records
    }
    return found
  }
}

extension TestClient {
  /// Runs a command line that must succeed.
  func shell(_ line: String, seconds: Double = 20) throws {
    let ended = try finish(try start(line), seconds: seconds)
    guard ended.reason == .exited(0) else { throw TestFailure("\(line): \(ended.reason) \(ended.errors)") }
  }

  func add(credit: UInt32, on channel: UInt32) throws { try send(.credit(credit), channel: channel) }
}
