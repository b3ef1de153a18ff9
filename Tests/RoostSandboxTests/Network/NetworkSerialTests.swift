import Glibc
import RoostAgentClient
import RoostEnvironments
import RoostModel
import RoostSandbox
import RoostSystem
import RoostTestSupport
import Testing

/// The network of sandboxes, with real packets.
@Suite(.serialized, .enabled(if: SandboxFixture.isRoot), .timeLimit(.minutes(5)))
struct NetworkSerialTests {
  @Test func withoutNetworkThereIsNoRoute() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted()
      #expect(
        try await environment.run("cat /proc/net/route | wc -l; ls /proc/net/dev >/dev/null; grep -c : /proc/net/dev").output
          == "1\n1\n")
      #expect(try await environment.reaches("192.0.2.1", 53) == false)
      #expect(try await environment.run("cat /etc/resolv.conf").output.isEmpty)
    }
  }

  @Test func outboundResolvesNames() async throws {
    try await SandboxFixture.with { fixture in
      let nameserver = try #require(HostNames.nameserver())
      let environment = try await fixture.booted(fixture.spec(network: .outbound))
      #expect(try await environment.run("cat /etc/resolv.conf").output.contains("nameserver \(nameserver)"))
      try await environment.mustReach(nameserver, 53)
    }
  }

  @Test func nothingOfTheHostNorOfNeighboursIsReached() async throws {
    try await SandboxFixture.with { fixture in
      let service = try HostService()
      let left = try await fixture.booted(fixture.spec(network: .outbound))
      let right = try await fixture.booted(fixture.spec(network: .outbound))
      _ = try await right.spawn(TestServer.echo(address: "0.0.0.0"))
      try await right.waitForPort()
      let gateway = try await Self.gateway(of: left)
      let neighbour = try await Self.address(of: right)
      #expect(gateway.hasPrefix("10.213.") && neighbour.hasPrefix("10.213."))
      #expect(try await left.reaches(gateway, Int(service.port)) == false)
      for address in HostAddresses.all() where !address.isLoopback && !Subnet.standard.contains(address) {
        #expect(try await left.reaches("\(address)", Int(service.port)) == false, "\(address)")
      }
      #expect(try await left.reaches(neighbour, 3000) == false)
      #expect(try await left.reaches("169.254.169.254", 80) == false)
      // It is there, for those who may.
      #expect(service.answersLocally())
    }
  }

  @Test func linksAreNotGivenTwiceAndComeBack() async throws {
    try await SandboxFixture.with { fixture in
      let first = try await fixture.booted(fixture.spec(network: .outbound))
      // As after a restart: what is taken is only on the disk.
      let restarted = fixture.secondStrategy()
      var addresses = [try await Self.address(of: first)]
      for _ in 0..<5 {
        let next = try await restarted.prepare(fixture.spec(network: .outbound))
        try await next.boot()
        addresses.append(try await Self.address(of: next))
      }
      #expect(Set(addresses).count == addresses.count)
      #expect(HostInterfaces.ours().count >= 6)
      let own = Set(try await restarted.known().map { "rst" + $0.text.suffix(12) })
      for id in try await restarted.known() { try await restarted.discard(id) }
      try await within(.seconds(5)) {
        while !HostInterfaces.ours().isDisjoint(with: own) { try await Task.sleep(for: .milliseconds(20)) }
      }
    }
  }

  @Test func theMachinesCertificatesAreTheirs() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted()
      let inside = try await environment.run(
        "wc -c < /etc/ssl/certs/ca-certificates.crt; echo x >> /etc/ssl/certs/ca-certificates.crt || echo refused")
      let size = try TestFile.text("/etc/ssl/certs/ca-certificates.crt").utf8.count
      #expect(inside.output.hasPrefix("\(size)\n") && inside.output.contains("refused"))
    }
  }

  private static func gateway(of environment: any Environment) async throws -> String {
    try await environment.run(
      "perl -lane 'print join \".\", reverse map hex, $F[2] =~ /../g if $F[1] eq \"00000000\"' /proc/net/route"
    )
    .output.trimmed
  }

  private static func address(of environment: any Environment) async throws -> String {
    try await environment.run("awk '/32 host/ && f !~ /^127/ { print f } { f = $2 }' /proc/net/fib_trie | sort -u").output.trimmed
  }
}

extension String {
  var trimmed: String { split(whereSeparator: \.isWhitespace).first.map(String.init) ?? "" }
}
