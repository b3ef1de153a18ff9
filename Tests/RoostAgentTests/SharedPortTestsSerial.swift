import Foundation
import RoostAgentProtocol
import Testing

/// Ports where others use the same network.
@Suite("ports of a shared network", .serialized, .enabled(if: geteuid() == 0, "needs root"))
struct SharedPortTestsSerial {
  /// One that nobody of this machine has just now, and that is not handed out to those who connect to somebody.
  private static func freePort(besides other: UInt16 = 0) throws -> UInt16 {
    for _ in 0..<1000 {
      let port = UInt16.random(in: 20_000...30_000)
      if port != other, isFree(port) { return port }
    }
    throw TestFailure("no port is free")
  }

  private static func isFree(_ port: UInt16) -> Bool {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }

  @Test func tellsOnlyItsOwn() throws {
    try Place.with { first in
      try Place.with { second in
        let (one, two) = (try first.connect(), try second.connect())
        let (events, others) = (try one.subscribe(), try two.subscribe())
        let port = try SharedPortTestsSerial.freePort()
        let free = try SharedPortTestsSerial.freePort(besides: port)
        let process = try one.startListener(port: port)
        let record = try opened(one, events)
        #expect(record.port == port && record.addressText == "127.0.0.1")
        let pid = try #require(try one.record(of: process)?.pid)
        #expect(record.process == PortProcess(pid: pid, command: "perl"))
        #expect(try two.call(.dial(port: port)) == .dialRefused(errno: ECONNREFUSED))
        _ = try two.startListener(port: free)
        #expect(try opened(two, others).port == free)
        #expect(try one.call(.dial(port: port)) == .dialed)
        #expect(try one.call(.signal(process: process, signal: SIGKILL)) == .done)
        #expect(try closed(one, events).port == port)
      }
    }
  }

  /// Inside another agent's place no second filter can announce the calls.
  @Test func looksWhereNobodyAnnounces() throws {
    try Place.scratch { outer in
      (outer.spec.user, outer.spec.group) = (0, 0)
      try outer.boot()
      try Place.scratch { inner in
        let file = inner.directory + "/specification"
        try Data(inner.spec.encoded).write(to: URL(fileURLWithPath: file))
        let agent = try outer.connect().start(SpawnRequest(arguments: [AgentExecutable.path, "serve", file]))
        try eventually("it serves") { (try? inner.connect()) != nil }
        let client = try inner.connect()
        let events = try client.subscribe()
        let port = try SharedPortTestsSerial.freePort()
        _ = try client.startListener(port: port)
        #expect(try opened(client, events).process?.command == "perl")
        #expect(try client.call(.shutdown(graceMilliseconds: 0)) == .done)
        #expect(try outer.connect().exit(of: agent) == .exited(0))
      }
    }
  }

  private func opened(_ client: TestClient, _ channel: UInt32) throws -> PortRecord {
    while true { if case .portOpened(let record) = try client.next(on: channel) { return record } }
  }

  private func closed(_ client: TestClient, _ channel: UInt32) throws -> PortRecord {
    while true { if case .portClosed(let record) = try client.next(on: channel) { return record } }
  }
}
