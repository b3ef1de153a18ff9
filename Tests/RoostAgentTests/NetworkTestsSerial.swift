import Foundation
import RoostAgentProtocol
import Testing

@Suite("network", .serialized, .enabled(if: geteuid() == 0, "needs root"))
struct NetworkTestsSerial {
  private static let network = BootNetwork(
    hostInterface: "roosttest0", hostAddress: [10, 213, 77, 1], guestAddress: [10, 213, 77, 2], prefixLength: 30,
    gateway: [10, 213, 77, 1])

  @Test func pairIsMadeAndGoes() throws {
    try Sandbox.with { spec in
      spec.network = NetworkTestsSerial.network
    } _: { sandbox in
      let client = try sandbox.connect()
      let events = try client.subscribe()
      _ = try client.startListener(address: "0.0.0.0", port: 3000)
      _ = try client.next { channel, message in
        if case .portOpened = message { return channel == events } else { return false }
      }
      let program =
        "use Socket; socket(S, PF_INET, SOCK_STREAM, 0); connect(S, pack_sockaddr_in(3000, inet_aton('10.213.77.2'))) or die; print <S>"
      let word = try AgentExecutable.run(["perl", "-e", program])
      #expect(String(decoding: word, as: UTF8.self) == "hello\n")
      #expect(try sandbox.shows("eth0\t00000000\t014DD50A", from: "cut -f1-3 /proc/net/route"))
      let addresses = try String(contentsOfFile: "/proc/net/if_inet6", encoding: .utf8)
      #expect(!addresses.contains("roosttest0"), "no way around the filter over IPv6")
      _ = try client.call(.shutdown(graceMilliseconds: 0))
      try eventually("the host's end is gone") { if_nametoindex("roosttest0") == 0 }
    }
  }

  @Test func failureLeavesNothing() throws {
    try Sandbox.scratch { sandbox in
      sandbox.spec.network = NetworkTestsSerial.network
      sandbox.spec.layers.append("/none")
      #expect(throws: BootFailure.self) { try sandbox.boot() }
      try eventually("the host's end is gone") { if_nametoindex("roosttest0") == 0 }
    }
  }
}
