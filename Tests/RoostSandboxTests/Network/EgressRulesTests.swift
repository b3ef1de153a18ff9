import Foundation
import Glibc
import RoostModel
import RoostSystem
import SystemPackage
import Testing

/// The texts that open and close the network.
struct EgressRulesTests {
  @Test(.enabled(if: geteuid() == 0)) func theKernelAcceptsTheRules() async throws {
    let rules = EgressRules(subnet: .standard, nameservers: [IPv4Address(0x0909_0909)])
    let file = FilePath(NSTemporaryDirectory()).appending("roost-rules-\(UInt64.random(in: .min ... .max)).nft")
    try AtomicFile.write(Array(rules.text.utf8), to: file)
    defer { unlink(file.string) }
    // Checked, not loaded.
    try await ExternalCommand("/usr/sbin/nft", ["-c", "-f", file.string]).succeed()
  }

  @Test func metadataAndNeighboursAreClosedBeforeAnythingIsOpen() throws {
    let lines = EgressRules(subnet: .standard).text.split(separator: "\n")
    let forward = lines.filter { $0.hasPrefix("add rule inet roost forward") }
    let metadata = try #require(forward.firstIndex { $0.hasSuffix("ip daddr 169.254.0.0/16 drop") })
    let neighbours = try #require(forward.firstIndex { $0.hasSuffix("iifname \"rst*\" ip daddr @subnets drop") })
    let open = try #require(forward.firstIndex { $0.hasSuffix("established,related accept") })
    #expect(max(metadata, neighbours) < open)
    #expect(lines.last { $0.contains(" input ") }?.hasSuffix("iifname \"rst*\" drop") == true)
  }

  @Test func forwardingIsOpenedOnlyWhereItIsClosed() {
    #expect(ForwardingPolicy(listing: "-P INPUT ACCEPT\n-P FORWARD ACCEPT\n").missing.isEmpty)
    let plain = ForwardingPolicy(listing: "-P FORWARD DROP\n")
    #expect(plain.missing.map { $0[3] } == ["FORWARD", "FORWARD"])
    let docker = ForwardingPolicy(
      listing: "-P FORWARD DROP\n-N DOCKER-USER\n-A FORWARD -j DOCKER-USER\n-A DOCKER-USER -i rst+ -j ACCEPT\n")
    #expect(docker.chain == "DOCKER-USER")
    #expect(
      docker.missing == [
        [
          "-w", "5", "-I", "DOCKER-USER", "1", "-o", "rst+", "-m", "conntrack", "--ctstate", "RELATED,ESTABLISHED", "-j",
          "ACCEPT",
        ]
      ])
  }

  @Test func nameServersOfTheLoopbackAreReplaced() {
    let stub = "# by systemd\nnameserver 127.0.0.53\noptions edns0\nsearch example.org\n"
    let real = "nameserver 9.9.9.9\nnameserver fe80::1\nnameserver 1.1.1.1\nsearch example.org\n"
    #expect(ResolverConfiguration(files: [stub, real]).text == "search example.org\nnameserver 9.9.9.9\nnameserver 1.1.1.1\n")
    #expect(ResolverConfiguration(files: [real, stub]).nameservers.count == 2)
    #expect(ResolverConfiguration(files: [stub]).nameservers.isEmpty)
    #expect(ResolverConfiguration(files: []).text.isEmpty)
  }

  @Test func aMachineThatWillNotForwardIsNamed() async throws {
    let firewall = EgressFirewall(subnet: .standard, scratch: "/nowhere", forwarding: "/proc/version")
    let problem = await #expect(throws: Problem.self) { try await firewall.ensure(nameservers: []) }
    #expect(problem?.hint.contains("sysctl -w net.ipv4.ip_forward=1") == true)
  }
}
