import Glibc
import RoostCatalog
package import RoostModel
import RoostSystem
import SystemPackage

extension HostScope {
  /// What an installation would do, with the exact commands. Changes nothing; needs no root on this machine.
  package func plan(_ request: InstallRequest) async throws(Problem) -> InstallPlan {
    try requireSight()
    let (wishes, problems) = HostWishes(catalogue: installer.catalogue).read(try specifiers(of: request))
    if let first = problems.first { throw first }
    let planner = planner { _ in }
    var planned: [HostPlanned] = []
    for wish in wishes { planned.append(await planner.plan(wish)) }
    var plan = InstallPlan(
      scope: .host, runtimes: planned.map { $0.summary(manager: managerKind) }, conflicts: [], cost: .none,
      free: try DiskSpace.at(root.path).free, warnings: planned.flatMap(\.warnings))
    plan.cost = plan.runtimes.map(\.cost).reduce(.none, +)
    for one in planned {
      guard case .packages(let wishes, _) = one.step, let manager else { continue }
      let command = manager.command(for: .install(wishes))
      plan.commands.append([command.tool] + command.arguments)
      plan.conflicts += try await conflicts(of: one.wish.entry.id)
      plan.conflicts += losses(one.wish.entry, try await foresight(wishes))
    }
    if let manager, listsAreOld() || planned.contains(where: { lacksPackage($0) && listsMayLack() }) {
      plan.warnings.append("the lists of \(manager.kind.rawValue) are old and would be brought first")
    }
    return plan
  }

  /// What is in a runtime's way: of this machine ports and all else; of another root what is known without running it.
  func conflicts(of runtime: RuntimeID) async throws(Problem) -> [Conflict] {
    guard !root.isThisMachine else { return try await installer.conflicts(of: [runtime], scope: .host) }
    return try await installer.conflicts(of: runtime, in: root, manager: managerKind)
  }

  func specifiers(of request: InstallRequest) throws(Problem) -> [String] {
    guard let name = request.profile else { return request.specifiers }
    guard let profile = installer.catalogue.profiles.first(where: { $0.name == name }) else {
      throw Problem(
        .profileUnknown, "there is no profile named '\(name.prefix(60))'", hint: "see which there are: roost profile list")
    }
    return profile.specifiers + request.specifiers
  }

  /// What the manager says an installation comes to; nothing where it cannot say.
  func foresight(_ wishes: [PackageWish]) async throws(Problem) -> PackageForesight {
    guard let runner = runner({ _ in }), let query = runner.manager.foresee(.install(wishes)) else { return PackageForesight() }
    return try await runner.ask(query)
  }

  /// Packages that would have to go.
  func losses(_ entry: CatalogueEntry, _ foresight: PackageForesight) -> [Conflict] {
    foresight.removing.sorted().map { name in
      Conflict(
        kind: .package, runtime: entry.id, subject: name, holder: "package \(name)", severity: .error,
        resolution: "it would be removed; if that is meant, add --force")
    }
  }

  /// Whether the package lists are older than they may be, or missing.
  func listsAreOld() -> Bool { listsAreOlder(than: options.listLifetime) }

  /// Whether newer lists might have what these do not.
  func listsMayLack() -> Bool { listsAreOlder(than: options.listDoubt) }

  /// Whether the machine's manager knows the runtime, but in no version that fits.
  func lacksPackage(_ planned: HostPlanned) -> Bool {
    switch planned.step {
    case .present, .packages: return false
    case .archive, .impossible:
      guard let manager else { return false }
      return !PackageChoice.names(of: planned.wish, for: manager.kind).isEmpty
    }
  }

  /// Managers that mind their lists' age themselves have none.
  private func listsAreOlder(than limit: Duration) -> Bool {
    guard let lists = manager?.care.lists else { return false }
    var status = stat()
    guard stat(root.outside(lists).string, &status) == 0 else { return true }
    return time(nil) - status.st_mtim.tv_sec >= limit.components.seconds
  }
}

extension HostPlanned {
  func summary(manager: PackageManagerKind?) -> PlannedRuntime {
    var summary = PlannedRuntime(
      runtime: wish.entry.id, title: wish.entry.title, selector: wish.selector?.text ?? "system", version: step.version,
      state: .missing, source: "", requiredBy: wish.requiredBy, cost: Cost(wish.entry.estimate))
    switch step {
    case .present(let found): (summary.state, summary.source, summary.cost) = (.installed, found.path, .none)
    case .packages(let wishes, _):
      summary.source = "\(manager?.rawValue ?? "") \(wishes.map(\.name).joined(separator: " "))"
    case .archive(let sourced): summary.source = "archive below \(RuntimeArchive.home), version \(sourced.version)"
    case .impossible(let problem): summary.problem = problem
    }
    return summary
  }

  /// What the catalogue wants known before it is installed.
  var warnings: [String] {
    if case .present = step { return [] }
    return (wish.entry.host?.warnings ?? []).map { "\(wish.entry.title): \($0)" }
  }
}
