package import RoostModel

/// Answers about runtimes.
extension Sample {
  package static func plan(_ runtime: RuntimeID) -> InstallPlan {
    let cost = Cost(download: ByteCount(61_000_000), disk: ByteCount(140_000_000), seconds: 4, learned: true)
    let missing = PlannedRuntime(
      runtime: runtime, title: "Node.js", selector: "22", version: "22.20.0", state: .missing, source: "wheel", requiredBy: [],
      cost: cost)
    let conflict = Conflict(
      kind: .port, runtime: runtime, subject: "port 80", holder: "nginx (pid 812)", severity: .warning,
      resolution: "stop it: systemctl stop nginx")
    return InstallPlan(
      scope: .layer, runtimes: [missing], conflicts: [conflict], cost: cost, free: ByteCount(21_300_000_000), warnings: ["w"])
  }

  package static var safety: SafetyCheck {
    SafetyCheck(
      safe: false, targets: ["nodejs 22.20.0"],
      dependentApps: [AppUse(app: "shop", state: .running, pid: 812, version: "22.20.0")],
      dependentRuntimes: ["pnpm 9.1.0"], unused: ["debian 12"], warnings: [], forceRemovalConsequences: ["shop is stopped"])
  }

  package static func why(_ runtime: RuntimeID) -> WhyAnswer {
    WhyAnswer(
      runtime: runtime, layers: [layer(runtime)], requestedIn: [transaction(3)], requiredBy: ["pnpm 9.1.0"],
      apps: safety.dependentApps, profiles: ["web"], reasons: ["it was asked for"])
  }

  package static func outdated(_ runtime: RuntimeID) -> OutdatedRuntime {
    OutdatedRuntime(
      runtime: runtime, installed: "22.20.0", selector: "22", app: "shop", newestInRange: "22.21.0", newest: "24.1.0",
      support: SupportPhase(versions: "22", phase: .maintenance, until: "2027-04-30"), command: "roost runtime upgrade nodejs")
  }

  package static func versions(_ runtime: RuntimeID) -> VersionList {
    VersionList(
      runtime: runtime,
      versions: [
        VersionList.Version(version: "24.1.0", source: "the package index", isInstalled: false, support: nil),
        VersionList.Version(
          version: "20.1.0", source: nil, isInstalled: true,
          support: SupportPhase(versions: "20", phase: .eol, until: "2026-04-30")),
      ], silent: ["example.org: no answer"])
  }

  package static let strategy = ProbeReport(
    strategy: .sandbox, isUsable: true, isolation: .namespaces, abilities: [.dial, .pause],
    findings: [ProbeReport.Finding(passed: false, what: "no Landlock", remedy: "use a newer kernel")])

  package static func profile(_ name: String) -> ProfileSummary {
    ProfileSummary(
      name: name, title: "Web apps", specifiers: ["nodejs", "python"], isDefault: true, isChosen: true, isCustom: false,
      cost: Cost(download: ByteCount(90_000_000), disk: ByteCount(200_000_000), seconds: 7, learned: false),
      total: Cost(download: ByteCount(90_000_000), disk: ByteCount(200_000_000), seconds: 7, learned: false), installed: false)
  }

  package static func transaction(_ id: Int) -> TransactionRecord {
    TransactionRecord(
      id: id, kind: .install, scope: .layer, request: "nodejs@22", user: 0, startedAt: 1000, endedAt: 1004, state: .done,
      changes: [
        TransactionChange(
          action: .added, scope: .layer, name: "nodejs-22.20.0-aaaa", runtime: RuntimeID("nodejs"), version: "22.20.0")
      ])
  }

  package static var bundle: BundleReport {
    BundleReport(
      path: "/srv/web.roost", size: ByteCount(90_000_000),
      manifest: BundleManifest(
        schema: "1", createdAt: 1000, creator: "roost 0.1.0", architecture: "x86_64", request: ["web"], layers: [],
        provenance: [:]), signer: "abcd", trusted: true)
  }

  package static func event(_ id: Int) -> ServerEvent {
    ServerEvent(id: id, at: 1000, kind: .appState, subject: "shop", text: "shop waits for nodejs", state: .runtimeMissing)
  }
}
