import RoostAgentClient
import RoostEnvironments
import RoostModel
import RoostSystem
import RoostTestSupport
import Synchronization
import SystemPackage
import Testing

@testable import RoostMachine

/// Machines that may reach some names only.
@Suite(.serialized)
struct MachineNamesSerialTests {
  @Test("the names that a machine may reach are looked up again while it runs, inside and in the packet filter")
  func follows() async throws {
    try await MachineFixture.with { fixture in
      let address = Mutex("192.0.2.1")
      let strategy = MachineFixture.newStrategy(fixture.home) { configuration in
        configuration.addressLifetime = .milliseconds(300)
        configuration.addresses = { _ in address.withLock { [IPv4Address($0)] }.compactMap { $0 } }
      }
      let destination = try #require(NetworkDestination("somewhere.test:443"))
      let environment = try await strategy.prepare(fixture.spec(network: .allow([destination])))
      try await environment.boot()
      #expect(try await environment.run("cat /etc/hosts").output.hasSuffix("\n192.0.2.1 somewhere.test\n"))
      #expect(try await environment.run("cat /etc/resolv.conf").output == "")

      address.withLock { $0 = "192.0.2.200" }
      try await eventually("the machine knows the new address") {
        try await environment.run("cat /etc/hosts").output.hasSuffix("\n192.0.2.200 somewhere.test\n")
      }
      #expect(try await environment.run("cat /etc/hosts").output.contains("localhost"))
      let interface = BootPlan.interfaceName(of: environment.spec.id)
      let rules = try await ExternalCommand("nft", ["list", "table", "inet", "roost"]).run().standardOutput
      #expect(rules.contains("chain \(interface)") && rules.contains("192.0.2.200"))
      // A neighbour's address as the sender would pass that filter.
      #expect(try KernelFile.text(of: FilePath("/proc/sys/net/ipv4/conf/\(interface)/rp_filter")).hasPrefix("1"))

      try await environment.destroy(grace: .zero)
      let left = try await ExternalCommand("nft", ["list", "table", "inet", "roost"]).run().standardOutput
      #expect(!left.contains(interface))
    }
  }

  @Test("this host and what is near it stay closed, whatever list is asked for") func near() async throws {
    try await MachineFixture.with { fixture in
      for place in ["127.0.0.1", "169.254.169.254", "10.214.0.9"] {
        let destination = try #require(NetworkDestination(place))
        await #expect(throws: Problem.self) {
          _ = try await fixture.strategy.prepare(fixture.spec(network: .allow([destination])))
        }
      }
      #expect(try await fixture.strategy.known().isEmpty)
    }
  }
}
