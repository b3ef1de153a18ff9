import RoostCatalog
import RoostModel
import SystemPackage
import Testing

@testable import RoostInstaller

/// Plans against a real index and store.
@Suite struct PlanTests {
  private func withInstaller<Value>(
    _ change: (inout [CatalogueEntry]) -> Void = { _ in }, profile: [String] = ["tiny@1"],
    _ body: (Installer, FaultyServer) async throws -> Value
  ) async throws -> Value {
    let server = try TinyIndex(wheel: TinyIndex.wheel()).serve()
    defer { server.stop() }
    var entries = try TinyIndex.catalogue().entries
    change(&entries)
    let catalogue = Catalogue(
      entries, profiles: [Profile(name: "small", title: "Small", specifiers: profile, isDefault: true)])
    return try await withScratch { home in
      try await body(try await TestInstaller.tiny(home: home, server: server, catalogue: catalogue), server)
    }
  }

  @Test func whatIsMissingHasVersionAndCost() async throws {
    try await withInstaller { installer, _ in
      let plan = try await installer.plan(InstallRequest(specifiers: ["tiny"]))
      #expect(plan.runtimes.map(\.state) == [.missing])
      #expect(plan.runtimes.map(\.version) == ["1.2.0"])
      #expect(plan.cost == Cost(download: ByteCount(10_000), disk: ByteCount(20_000), seconds: 1, learned: false))
      #expect(plan.canInstall && !plan.isSatisfied && plan.free > .megabytes(1))
      try await installer.store.expectClean(layers: 0)
    }
  }

  @Test func whatIsThereCostsNothingAndAsksNobody() async throws {
    try await withInstaller { installer, server in
      _ = try await installer.install(["tiny@1"], progress: { _ in })
      let asked = server.requests.count
      let plan = try await installer.plan(InstallRequest(specifiers: ["tiny@1"], profile: "small"))
      #expect(plan.runtimes.map(\.state) == [.installed])
      #expect(plan.isSatisfied && plan.cost == .none)
      #expect(server.requests.count == asked)
    }
  }

  @Test func severalVersionsAreSideBySideAndCountedOnce() async throws {
    try await withInstaller { installer, _ in
      let plan = try await installer.plan(InstallRequest(specifiers: ["tiny@1", "tiny@^1.1", "tiny@7"]))
      #expect(plan.runtimes.map(\.version) == ["1.2.0", "1.2.0", nil])
      #expect(plan.runtimes.map { $0.problem?.code } == [nil, nil, .runtimeVersionUnavailable])
      #expect(plan.cost.disk == ByteCount(40_000))
      #expect(!plan.canInstall)
    }
  }

  @Test func withoutNetworkItSaysWhatIsKnown() async throws {
    try await withInstaller { installer, server in
      server.stop()
      let plan = try await installer.plan(InstallRequest(specifiers: ["tiny"]))
      #expect(plan.runtimes.map(\.version) == [nil])
      #expect(plan.runtimes.first?.problem?.code == .downloadFailed)
      #expect(plan.cost.disk == ByteCount(20_000))
    }
  }

  /// Of the machine's own packages, and not there.
  private static func addEngine(_ entries: inout [CatalogueEntry]) {
    var engine = entries[0]
    if let id = RuntimeID("engine") { engine.id = id }
    engine.title = "Engine"
    engine.sources = []
    engine.provides = ["no-such-engine-program"]
    engine.verify = [VerifyStep(run: ["no-such-engine-program", "--version"], expect: .line("{version}"))]
    entries.append(engine)
  }

  @Test func whatOnlyTheMachineHasIsToldAndStopsNothing() async throws {
    try await withInstaller(PlanTests.addEngine) { installer, _ in
      let plan = try await installer.plan(InstallRequest(specifiers: ["tiny@1", "engine@system"]))
      #expect(plan.runtimes.map(\.scope) == [.layer, .host])
      #expect(plan.canInstall)
      #expect(plan.warnings.count == 1)
      #expect(plan.warnings.first?.contains("roost install engine --scope host") == true)
      let events = Events()
      let result = try await installer.install(
        InstallRequest(specifiers: ["tiny@1", "engine@system"]), apps: .none, progress: events.sink)
      #expect(result.installed == ["tiny 1.2.0"])
      #expect(events.warnings.contains { $0.contains("roost install engine --scope host") })
      let alone = await problem {
        try await installer.install(InstallRequest(specifiers: ["engine@system"]), apps: .none, progress: { _ in })
      }
      #expect(alone?.code == .runtimeMissing)
      #expect(try await installer.plan(InstallRequest(specifiers: ["tiny@1", "engine@system"])).isSatisfied)
    }
  }

  @Test func aConflictStopsAndForceMakesItAWarning() async throws {
    try await withInstaller({ $0[0].conflicts.runtimes = [] }) { installer, _ in
      let conflict = Conflict(
        kind: .port, runtime: try #require(RuntimeID("tiny")), subject: "port 80", holder: "x", severity: .error, resolution: "y")
      #expect(conflict.forced.severity == .warning)
      var plan = try await installer.plan(InstallRequest(specifiers: ["tiny"]))
      plan.conflicts = [conflict]
      #expect(plan.issues == ["port 80 is taken by x: y"])
      plan.conflicts = [conflict.forced]
      #expect(plan.canInstall)
    }
  }

  @Test func profilesSumWhatIsMissing() async throws {
    try await withInstaller { installer, _ in
      let before = try #require(try await installer.profiles().first)
      #expect(before.cost.disk == ByteCount(20_000) && before.total == before.cost && !before.installed && before.isDefault)
      _ = try await installer.install(["tiny@1"], progress: { _ in })
      let after = try #require(try await installer.profiles().first)
      #expect(after.cost == .none && after.installed)
      #expect(after.total.learned && after.total.disk > ByteCount(0))
    }
  }

  @Test func whatTheMachineItselfBringsIsInTheSum() async throws {
    try await withInstaller(PlanTests.addEngine, profile: ["tiny@1", "engine@system"]) { installer, _ in
      let before = try #require(try await installer.profiles().first)
      #expect(before.cost.disk == ByteCount(40_000) && before.total == before.cost)
      _ = try await installer.install(["tiny@1"], progress: { _ in })
      let after = try #require(try await installer.profiles().first)
      #expect(after.cost.disk == ByteCount(20_000) && !after.installed)
    }
  }

  @Test func theChosenProfileIsKept() async throws {
    try await withInstaller { installer, _ in
      #expect(try await installer.chosenProfile() == nil)
      #expect(try await installer.profiles().map(\.isChosen) == [false])
      #expect(try await installer.chooseProfile("small").isChosen)
      #expect(try await installer.chosenProfile() == "small")
      let unknown = await problem { try await installer.chooseProfile("smal") }
      #expect(unknown?.code == .profileUnknown)
      #expect(unknown?.hint.contains("small") == true)
      let path = installer.store.paths.home.appending("store").appending("profile.json")
      try path.write("{")
      #expect(await problem { try await installer.profiles() }?.hint.contains("roost profile default") == true)
    }
  }

  @Test func capabilitiesTellLayersAndMachine() async throws {
    try await withInstaller { installer, _ in
      _ = try await installer.install(["tiny@1"], progress: { _ in })
      _ = try await installer.chooseProfile("small")
      let sandbox = ProbeReport(strategy: .sandbox, isUsable: false, isolation: .namespaces, abilities: [.dial], findings: [])
      let found = try await installer.capabilities(strategies: [sandbox])
      #expect(found.strategies == [sandbox])
      #expect(found.runtimes.first { $0.scope == .layer }?.version == "1.2.0")
      #expect(found.profile == "small" && found.packageManagers.first == .apt && found.processors > 0)
      #expect(found.disk.total >= found.disk.free && found.memory.total > .megabytes(100))
      #expect(["v1", "v2", "hybrid", "none"].contains(found.cgroup.mode))
    }
  }

  /// dpkg is on every machine these tests run on; it stands for a runtime that came without Roost.
  @Test func whatIsOnTheMachineCountsHoweverItCame() async throws {
    let packages: (inout [CatalogueEntry]) -> Void = { entries in
      var packages = entries[0]
      if let id = RuntimeID("packages") { packages.id = id }
      packages.provides = ["dpkg-query"]
      packages.verify = [VerifyStep(run: ["dpkg-query", "--version"], expect: .pattern("dpkg-query"))]
      var broken = packages
      if let id = RuntimeID("broken") { broken.id = id }
      broken.verify = [VerifyStep(run: ["dpkg-query", "--version"], expect: .pattern("never printed"))]
      entries += [packages, broken]
    }
    try await withInstaller(packages) { installer, _ in
      let found = try await installer.capabilities(strategies: []).runtimes.filter { $0.scope == .host }
      #expect(found.map(\.runtime.text) == ["packages"])
      #expect(found.map(\.path) == ["/usr/bin/dpkg-query"])
      let plan = try await installer.plan(InstallRequest(specifiers: ["packages@system", "broken@system"]))
      #expect(plan.runtimes.map(\.state) == [.installed, .missing])
      #expect(plan.warnings.count == 1)
    }
  }

  @Test func outdatedAsksTheIndex() async throws {
    try await withInstaller { installer, server in
      _ = try await installer.install(InstallRequest(specifiers: ["tiny@1"]), apps: .none, progress: { _ in })
      let rows = try await installer.outdated(apps: .none)
      #expect(rows.map(\.selector) == ["1"])
      #expect(rows.map(\.newestInRange) == ["1.2.0"])
      server.stop()
      #expect(try await installer.outdated(apps: .none).map(\.newest) == [nil])
    }
  }
}
