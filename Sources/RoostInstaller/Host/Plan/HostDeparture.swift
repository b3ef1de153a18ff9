import RoostCatalog
import RoostModel

/// What the removal of a runtime from a machine comes to.
struct HostDeparture: Sendable {
  var wish: HostWish
  var version: String
  /// What goes, for each of the installations that brought it, newest first.
  var going: [[TransactionChange]] = []
  /// Packages that came with it and stay, as others need them or somebody asked for them since.
  var kept: [String] = []
  /// Other packages that would go along.
  var lost: [String] = []
  /// Runtimes of the machine that would not work any more: `pnpm 9.1.0`.
  var runtimes: [String] = []
  /// Programs of it that run.
  var running: [AppUse] = []

  var title: String { "\(wish.entry.id) \(version)" }
  /// Packages and directories that go.
  var names: [String] { going.flatMap { $0.map(\.name) }.filter { !$0.hasPrefix("/usr/local/bin/") } }
  var isSafe: Bool { lost.isEmpty && runtimes.isEmpty && running.isEmpty }
}

extension SafetyCheck {
  /// Of removals from a machine whose packages are kept by `manager`. Pure.
  init(_ departures: [HostDeparture], manager: PackageManagerKind?) {
    self.init(
      safe: departures.allSatisfy(\.isSafe), targets: departures.map(\.title), dependentApps: departures.flatMap(\.running),
      dependentRuntimes: departures.flatMap { $0.runtimes + $0.lost.map { "package \($0)" } },
      unused: departures.flatMap(\.names),
      warnings: departures.flatMap(SafetyCheck.stays), forceRemovalConsequences: [])
    for one in departures {
      if let manager, !one.lost.isEmpty {
        forceRemovalConsequences.append("remove them too: \(HostReversal.removal(of: one.lost, by: manager))")
      }
      forceRemovalConsequences += one.runtimes.map { "leave \($0) without what it needs" }
      forceRemovalConsequences += one.running.map { "take the files of \($0.app) away while it runs" }
    }
  }

  private static func stays(_ departure: HostDeparture) -> [String] {
    let files = departure.wish.entry.host?.keeps ?? []
    return (departure.kept.isEmpty ? [] : ["\(departure.kept.joined(separator: ", ")) stays: others need it"])
      + (files.isEmpty ? [] : ["\(files.joined(separator: ", ")) stays"])
  }

  /// `runtime.in-use` with the exact command that clears the way on a machine; `nil` when nothing is in it.
  static func hostRefusal(_ departures: [HostDeparture], manager: PackageManagerKind?) -> Problem? {
    guard let one = departures.first(where: { !$0.isSafe }) else { return nil }
    let forced = "to remove it all the same, add --force"
    if let manager, !one.lost.isEmpty {
      return Problem(
        .runtimeInUse, "\(one.title) cannot be removed: other packages need it: \(one.lost.joined(separator: ", "))",
        hint: "remove them first: \(HostReversal.removal(of: one.lost, by: manager)); \(forced)")
    }
    if let runtime = one.runtimes.first {
      return Problem(
        .runtimeInUse, "\(one.title) cannot be removed: \(one.runtimes.joined(separator: ", ")) needs it",
        hint: "remove it first: roost runtime remove \(runtime.prefix { $0 != " " }) --scope host; \(forced)")
    }
    let pids = one.running.compactMap { $0.pid.map(String.init) }
    return Problem(
      .runtimeInUse, "\(one.title) cannot be removed: it runs as process \(pids.joined(separator: ", "))",
      hint: "look what it does: ps -fp \(pids.joined(separator: ",")); \(forced)")
  }
}
