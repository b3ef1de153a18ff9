import Foundation
import RoostAgentProtocol
import Testing

/// Connections that become the stream into a port.
@Suite("relays", .serialized, .enabled(if: geteuid() == 0, "needs root"))
struct RelayTestsSerial {
  /// Listens on a port and gives back everything that comes, until the other side has ended.
  private static let echo = """
    use Socket; socket(S, PF_INET, SOCK_STREAM, 0); bind(S, pack_sockaddr_in(3000, INADDR_LOOPBACK)) or die; listen(S, 64);
    $| = 1; print "listening\\n"; alarm 60; $SIG{CHLD} = "IGNORE";
    while (1) { accept(C, S) or next; if (!fork) { while (sysread(C, $b, 65536)) { my $o = 0;
      while ($o < length $b) { $o += syswrite(C, $b, length($b) - $o, $o) // exit } } exit } close C }
    """

  private func relay(_ place: Place) throws -> TestClient {
    let client = try place.connect()
    #expect(try client.call(.relay(port: 3000)) == .done)
    return client
  }

  private func withEcho(_ body: (Place) throws -> Void) throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      let process = try client.start(SpawnRequest(arguments: ["perl", "-e", RelayTestsSerial.echo]))
      _ = try client.await("listening", from: process)
      try Place.at(sandbox.directory, sandbox.spec, body)
    }
  }

  @Test func carriesBothWaysAndTheEnd() throws {
    try withEcho { place in
      let client = try relay(place)
      let word = (0..<(4 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
      try client.makeBlocking()
      let socket = client.socket
      // Writes on a thread of its own, because the echo comes back meanwhile.
      let writer = Thread {
        var rest = word[...]
        while !rest.isEmpty {
          let count = rest.withUnsafeBytes { write(socket, $0.baseAddress, $0.count) }
          if count <= 0 { break }
          rest = rest.dropFirst(count)
        }
        shutdown(socket, Int32(SHUT_WR))
      }
      writer.start()
      #expect(try client.readRaw() == word)
    }
  }

  @Test func oneThatDoesNotReadHoldsNobodyBack() throws {
    try withEcho { place in
      let (lazy, busy) = (try relay(place), try relay(place))
      try lazy.fill(limit: 32 << 20)
      try busy.send(raw: Array("hello".utf8))
      try busy.makeBlocking()
      shutdown(busy.socket, Int32(SHUT_WR))
      #expect(try busy.readRaw() == Array("hello".utf8))
      #expect(try place.run("echo alive").output == "alive\n")
    }
  }

  @Test func manyAtOnceAndAfterEachOther() throws {
    try withEcho { place in
      for _ in 1...3 {
        // More than there may be clients.
        let relays = try (1...100).map { _ in try relay(place) }
        for (index, client) in relays.enumerated() { try client.send(raw: Array("\(index)".utf8)) }
        for (index, client) in relays.enumerated() {
          try client.makeBlocking()
          shutdown(client.socket, Int32(SHUT_WR))
          #expect(try client.readRaw() == Array("\(index)".utf8))
        }
      }
    }
  }

  @Test func refusesAndStaysAClient() throws {
    try Sandbox.with { sandbox in
      let client = try sandbox.connect()
      #expect(try client.call(.relay(port: 9)) == .dialRefused(errno: ECONNREFUSED))
      #expect(try client.run(["echo", "alive"]).output == "alive\n")
    }
  }
}
