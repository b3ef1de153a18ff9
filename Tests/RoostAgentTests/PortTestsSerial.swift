import Foundation
import RoostAgentProtocol
import Testing

@Suite("ports", .serialized, .enabled(if: geteuid() == 0, "needs root"))
struct PortTestsSerial {
  /// Port 3000 as a listener of ours has it open.
  private func loopback(_ client: TestClient, _ process: UInt32) throws -> PortRecord {
    guard let pid = try client.record(of: process)?.pid else { throw TestFailure("no such process") }
    return PortRecord(port: 3000, address: [127, 0, 0, 1], process: PortProcess(pid: pid, command: "perl"))
  }

  @Test func opensAndCloses() throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      let events = try client.subscribe()
      let process = try client.startListener(port: 3000)
      let record = try loopback(client, process)
      #expect(try port(client, events) == .portOpened(record))
      let late = try sandbox.connect()
      let channel = try late.send(.subscribe)
      #expect(try port(late, channel) == .portOpened(record))
      #expect(try client.call(.signal(process: process, signal: SIGKILL)) == .done)
      #expect(try port(client, events) == .portClosed(record))
    }
  }

  /// Its first thread's name is the runtime's own affair.
  @Test func isNamedAfterItsProgram() throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      let events = try client.subscribe()
      let program = "open(C, '>', '/proc/self/comm'); print C 'MainThread'; close C; " + Listener.command(port: 3000)[2]
      _ = try client.start(SpawnRequest(arguments: ["/usr/bin/perl", "-e", program]))
      guard case .portOpened(let record) = try port(client, events) else { throw TestFailure("not opened") }
      #expect(record.process?.command == "perl")
    }
  }

  /// The process goes on, so that only the kernel's own word can tell.
  @Test func closesWhileTheProcessLives() throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      let events = try client.subscribe()
      let program = Listener.command(port: 3000)[2].replacing("alarm 60;", with: "<STDIN>; close(S); sleep 60;")
      let process = try client.start(SpawnRequest(arguments: ["perl", "-e", program], acceptsInput: true))
      let record = try loopback(client, process)
      #expect(try port(client, events) == .portOpened(record))
      #expect(try client.call(.write(process: process, bytes: Array("now\n".utf8))) == .done)
      #expect(try port(client, events) == .portClosed(record))
    }
  }

  private func port(_ client: TestClient, _ channel: UInt32) throws -> AgentMessage {
    while true {
      let message = try client.next(on: channel)
      switch message {
      case .portOpened, .portClosed: return message
      default: continue
      }
    }
  }

  @Test(arguments: ["127.0.0.1", "0.0.0.0", "::1", "::"])
  func dialsWhereverItListens(address: String) throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      let events = try client.subscribe()
      _ = try client.startListener(address: address, port: 8123)
      guard case .portOpened(let record) = try port(client, events) else { throw TestFailure("not opened") }
      #expect(record.addressText == address && record.port == 8123)
      for _ in 1...20 { #expect(try word(from: 8123, client) == "hello\n") }
    }
  }

  private func word(from port: UInt16, _ client: TestClient) throws -> String {
    guard try client.call(.dial(port: port)) == .dialed else { throw TestFailure("not connected") }
    let socket = FileHandle(fileDescriptor: try client.takeDescriptor(), closeOnDealloc: true)
    let flags = fcntl(socket.fileDescriptor, F_GETFL)
    #expect(flags & O_NONBLOCK != 0)
    _ = fcntl(socket.fileDescriptor, F_SETFL, flags & ~O_NONBLOCK)
    return String(decoding: try socket.readToEnd() ?? Data(), as: UTF8.self)
  }

  /// The daemon may go and come back: who connected meanwhile waits.
  @Test func listensForTheGatewayOutside() throws {
    try Sandbox.with(configure: { $0.gatewayPorts = [80, 8080] }) { sandbox in
      let client = try sandbox.connect()
      let program = "use IO::Socket::INET; my $s = IO::Socket::INET->new(PeerAddr => '127.0.0.1:80') or die $!; print <$s>;"
      let process = try client.start(SpawnRequest(arguments: ["perl", "-e", program]))
      for client in [client, try sandbox.connect()] {
        #expect(try client.call(.listener(port: 80)) == .dialed)
        close(try client.takeDescriptor())
      }
      #expect(try client.call(.listener(port: 80)) == .dialed)
      let listener = try client.takeDescriptor()
      defer { close(listener) }
      var connection: Int32 = -1
      try eventually("somebody connects") {
        connection = accept(listener, nil, nil)
        return connection >= 0
      }
      _ = "hello\n".withCString { write(connection, $0, 6) }
      close(connection)
      #expect(try client.finish(process).output == "hello\n")
      // To those inside it is taken, and to all others it is no port of theirs.
      #expect(try client.call(.dial(port: 80)) == .dialRefused(errno: ECONNREFUSED))
      #expect(
        try sandbox.shows("Address already in use", from: "perl -e '\(Listener.command(address: "0.0.0.0", port: 8080)[2])'"))
      #expect(try client.call(.listener(port: 81)) == .dialRefused(errno: EADDRNOTAVAIL))
    }
  }

  @Test func refusesQuicklyWhereNobodyListens() throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      #expect(try client.call(.dial(port: 9)) == .dialRefused(errno: ECONNREFUSED))
    }
  }

  @Test func twoSandboxesShareAPort() throws {
    try Sandbox.with { first in
      try Sandbox.with { second in
        for sandbox in [first, second] {
          let client = try sandbox.connect()
          let events = try client.subscribe()
          let process = try client.startListener(port: 3000)
          #expect(try port(client, events) == .portOpened(try loopback(client, process)))
          #expect(try word(from: 3000, client) == "hello\n")
        }
      }
    }
  }
}
