import Glibc
import RoostEnvironments
import RoostModel
import RoostSandbox
import RoostSystem
import RoostTestSupport
import Synchronization
import SystemPackage
import Testing

/// Lists of destinations, with real packets to another host.
@Suite(.serialized, .enabled(if: SandboxFixture.isRoot), .timeLimit(.minutes(5)))
struct AllowedNetworkSerialTests {
  private static let (listed, other) = ("198.51.100.7", "203.0.113.9")

  private static func allow(_ text: String) throws -> NetworkPolicy { try #require(NetworkPolicy(rawValue: "allow:" + text)) }

  @Test func onlyWhatIsListedIsReached() async throws {
    try await FarHost.with([Self.listed, Self.other], ports: [5432, 6379]) {
      try await SandboxFixture.with { fixture in
        let nameserver = try #require(HostNames.nameserver())
        let open = try await fixture.booted(fixture.spec(network: .outbound))
        for (address, port) in [(Self.listed, 5432), (Self.listed, 6379), (Self.other, 6379)] {
          // The far host is there.
          try await open.mustReach(address, port)
        }
        let one = try await fixture.booted(fixture.spec(network: Self.allow("\(Self.listed):5432,203.0.113.0/24:6379")))
        try await one.mustReach(Self.listed, 5432)
        try await one.mustReach(Self.other, 6379)
        #expect(try await one.reaches(Self.listed, 6379) == false)
        #expect(try await one.reaches(Self.other, 5432) == false)
        #expect(try await one.reaches(nameserver, 53) == false)
        #expect(try await one.run("cat /etc/resolv.conf").output.isEmpty)
        let every = try await fixture.booted(fixture.spec(network: Self.allow(Self.listed)))
        for port in [5432, 6379] { try await every.mustReach(Self.listed, port) }
        #expect(try await every.reaches(Self.other, 6379) == false)
        // The others are as open as before.
        try await open.mustReach(Self.other, 6379)
      }
    }
  }

  @Test func whatIsClosedStaysClosed() async throws {
    try await SandboxFixture.with { fixture in
      let service = try HostService()
      let neighbour = try await fixture.booted(fixture.spec(network: .outbound))
      _ = try await neighbour.spawn(TestServer.echo(address: "0.0.0.0"))
      try await neighbour.waitForPort()
      let environment = try await fixture.booted(fixture.spec(network: Self.allow("0.0.0.0/0")))
      for address in HostAddresses.all() where !address.isLoopback {
        #expect(try await environment.reaches("\(address)", Int(service.port)) == false, "\(address)")
      }
      let link = try await neighbour.run("awk '/32 host/ && f !~ /^127/ { print f } { f = $2 }' /proc/net/fib_trie | sort -u")
      #expect(try await environment.reaches(link.output.trimmed, 3000) == false)
      for closed in ["169.254.169.254", "127.0.0.1:80", "10.213.0.0/16", "\(HostAddresses.all().first { !$0.isLoopback }!)"] {
        let problem = await #expect(throws: Problem.self) {
          _ = try await fixture.strategy.prepare(fixture.spec(network: Self.allow(closed)))
        }
        #expect(problem?.code == .usageInvalid, "\(closed)")
      }
    }
  }

  @Test func namesAreKnownWithoutAskingAnybodyAndFollowed() async throws {
    try await FarHost.with([Self.listed, Self.other], ports: [5432]) {
      try await SandboxFixture.with { fixture in
        let answer = Mutex(Self.listed)
        let strategy = SandboxFixture.newStrategy(fixture.home) { configuration in
          configuration.addressLifetime = .milliseconds(100)
          configuration.addresses = { name in
            name == "db.test" ? [answer.withLock { $0 }].compactMap { IPv4Address($0) } : []
          }
        }
        let environment = try await strategy.prepare(fixture.spec(network: Self.allow("db.test:5432")))
        try await environment.boot()
        try await environment.mustReach("db.test", 5432)
        #expect(try await environment.reaches(Self.other, 5432) == false)
        #expect(try await environment.run("echo x >> /etc/hosts || echo refused").output.contains("refused"))
        answer.withLock { $0 = Self.other }
        try await within(.seconds(20)) {
          while try await !environment.run("cat /etc/hosts").output.hasSuffix("\(Self.other) db.test\n") { await Task.yield() }
        }
        try await environment.mustReach("db.test", 5432)
        #expect(try await environment.reaches(Self.listed, 5432) == false)
        let unknown = try await strategy.prepare(fixture.spec(network: Self.allow("nowhere.test:80")))
        let problem = await #expect(throws: Problem.self) { try await unknown.boot() }
        #expect(problem?.code == .environmentBootFailed && problem?.hint.contains("nowhere.test") == true)
      }
    }
  }

  @Test func theRulesGoWithTheEnvironment() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted(fixture.spec(network: Self.allow(Self.listed)))
      let chain = "rst" + environment.spec.id.text.suffix(12)
      #expect(try await Self.rules().contains("chain \(chain)"))
      // As after a restart of the daemon: found again, loaded again.
      let again = try #require(try await fixture.secondStrategy().reattach(environment.spec.id))
      #expect(try await Self.rules().contains("chain \(chain)"))
      try await again.destroy(grace: .zero)
      #expect(try await Self.rules().contains(chain) == false)
    }
  }

  private static func rules() async throws -> String {
    try await ExternalCommand("/usr/sbin/nft", ["list", "table", "inet", "roost"]).run().standardOutput
  }
}
