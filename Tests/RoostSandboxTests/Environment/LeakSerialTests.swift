import Glibc
import RoostEnvironments
import RoostModel
import RoostSandbox
import RoostSystem
import RoostTestSupport
import Testing

/// Again and again, and many at once: nothing stays behind and nothing fails.
@Suite(.serialized, .enabled(if: SandboxFixture.isRoot), .timeLimit(.minutes(10)))
struct LeakSerialTests {
  /// A user of this suite alone, so that its processes can be counted.
  private static let user: UInt32 = 200_781

  private static func spec(_ fixture: SandboxFixture, _ network: NetworkPolicy = .none) -> EnvironmentSpec {
    var spec = fixture.spec(network: network, limits: ResourceLimits(processes: 50))
    spec.user = user
    return spec
  }

  private static func census(_ fixture: SandboxFixture) -> MachineCensus { .take(home: fixture.home, user: user) }

  /// The first one makes what stays for all: a directory in the home, the queues of this process.
  private static func begin(_ fixture: SandboxFixture) async throws -> MachineCensus {
    try await round(fixture, .outbound)
    return census(fixture)
  }

  /// A count that sees nothing would find no leak.
  @Test func whatIsCountedIsSeen() async throws {
    try await SandboxFixture.with { fixture in
      let before = try await Self.begin(fixture)
      let environment = try await fixture.booted(Self.spec(fixture, .outbound))
      _ = try await environment.spawn(ProcessSpec("sleep", ["300"]))
      let now = Self.census(fixture)
      #expect(now.controlGroups > 0 && now.namespaces > 5 && now.links > 0, "\(now)")
      #expect(now.files > before.files && now.descriptors > before.descriptors && now.processes > before.processes)
      #expect(Self.isThere(environment.spec.id) == [true, true], "\(now)")
      try await environment.destroy(grace: .zero)
      try await Self.settles(at: before, fixture)
      try await within(.seconds(10)) {
        while Self.isThere(environment.spec.id) != [false, false] { try await Task.sleep(for: .milliseconds(20)) }
      }
    }
  }

  /// Its control groups and its link.
  private static func isThere(_ id: EnvironmentID) -> [Bool] {
    [!LimitsDriver().existing(id.text).directories.isEmpty, HostInterfaces.ours().contains("rst" + id.text.suffix(12))]
  }

  @Test func aThousandInARowLeaveNothing() async throws {
    try await SandboxFixture.with { fixture in
      let before = try await Self.begin(fixture)
      for number in 0..<1000 { try await Self.round(fixture, number % 4 == 0 ? .outbound : .none) }
      try await Self.settles(at: before, fixture)
    }
  }

  /// One life, as most are.
  private static func round(_ fixture: SandboxFixture, _ network: NetworkPolicy) async throws {
    let environment = try await fixture.booted(spec(fixture, network))
    let process = try await environment.spawn(.shell("echo $PPID > /tmp/file; sleep 300 & exit 3"))
    #expect(try await process.exitStatus().reason == .exited(3))
    try await environment.destroy(grace: .zero)
  }

  /// Their output stays, in as many files as are remembered.
  @Test func aThousandProcessesLeaveNothing() async throws {
    try await SandboxFixture.with { fixture in
      let environment = try await fixture.booted(Self.spec(fixture))
      _ = try await environment.run("true")
      let before = Self.census(fixture)
      for number in 0..<1000 { #expect(try await environment.run("echo \(number)").output == "\(number)\n") }
      try await Self.settles(at: before, fixture, besides: "files")
    }
  }

  @Test func twoHundredAtOnce() async throws {
    try await SandboxFixture.with { fixture in
      let before = try await Self.begin(fixture)
      let environments = try await withThrowingTaskGroup(of: (any Environment).self) { group in
        for _ in 0..<200 { group.addTask { try await fixture.booted(Self.spec(fixture)) } }
        var environments: [any Environment] = []
        for try await environment in group { environments.append(environment) }
        return environments
      }
      #expect(environments.count == 200)
      for (number, environment) in environments.enumerated() {
        #expect(try await environment.run("echo \(number)").output == "\(number)\n")
      }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for environment in environments { group.addTask { try await environment.destroy(grace: .zero) } }
        try await group.waitForAll()
      }
      try await Self.settles(at: before, fixture)
    }
  }

  /// The kernel takes links and groups away a moment after their last process.
  private static func settles(at before: MachineCensus, _ fixture: SandboxFixture, besides: String? = nil) async throws {
    var grown: [String] = []
    for _ in 0..<100 {
      grown = census(fixture).growth(since: before).filter { besides == nil || !$0.hasSuffix(besides ?? "") }
      if grown.isEmpty { return }
      try await Task.sleep(for: .milliseconds(100))
    }
    #expect(grown == [], "before: \(before)")
  }
}
