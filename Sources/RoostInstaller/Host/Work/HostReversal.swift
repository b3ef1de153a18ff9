import RoostModel
import RoostSystem
import SystemPackage

/// Takes changes of a machine back, exactly those and no others. What is gone already is passed over, so that it may be
/// killed and run again.
struct HostReversal: Sendable {
  let scope: HostScope
  let progress: ProgressSink

  /// `transaction.not-undoable`, before anything is touched, when something else needs a package by now, or when an older
  /// package cannot be had again.
  func takeBack(_ changes: HostChanges, _ taking: HostTaking = HostTaking()) async throws(Problem) {
    try await takePackages(changes.packages, taking)
    try await restoreMarks(taking.marks)
    let root = scope.root
    try await BlockingWork.run { () throws(Problem) in
      for link in changes.links { try link.restore(in: root) }
      for directory in changes.directories.keys {
        guard directory.hasPrefix(RuntimeArchive.home + "/"), !directory.contains("/../") else { continue }
        try DirectoryRemoval.removeNow(root.outside(directory))
      }
    }
  }

  private func takePackages(_ difference: PackageDifference, _ taking: HostTaking) async throws(Problem) {
    guard !difference.isEmpty, let runner = scope.runner(progress) else { return }
    let now = try await runner.ask(runner.manager.query())
    let actions = difference.remaining(in: now, purging: taking.purging)
    let allowed = taking.allowed.union(difference.added.keys)
    for action in actions { try await refuseLosses(action, allowed, runner) }
    for (place, action) in actions.enumerated() {
      var runner = runner
      // Once something is done the rest is waited for.
      if place == 0 { runner.isStopping = scope.options.isStopping }
      try await runner.perform(action)
    }
  }

  private func refuseLosses(_ action: PackageAction, _ allowed: Set<String>, _ runner: PackageRunner) async throws(Problem) {
    guard let query = runner.manager.foresee(action) else { return }
    let lost = try await foresight(of: action, query, runner).removing.filter { !HostReversal.isAllowed($0, allowed) }.sorted()
    guard lost.isEmpty else {
      throw Problem(
        .transactionNotUndoable, "other packages need what would go: \(lost.joined(separator: ", "))",
        hint: "remove them first: \(HostReversal.removal(of: lost, by: runner.manager.kind))")
    }
  }

  private func foresight(
    of action: PackageAction, _ query: PackageQuestion<PackageForesight>, _ runner: PackageRunner
  ) async throws(Problem) -> PackageForesight {
    do throws(Problem) { return try await runner.ask(query) } catch {
      guard error.code == .toolFailed, case .install(let wishes) = action else { throw error }
      let names = wishes.map { "\($0.name) \($0.version ?? "")" }.joined(separator: ", ")
      throw Problem(
        .transactionNotUndoable, "\(runner.manager.kind.rawValue) does not have what was there before: \(names)",
        hint: "bring its lists up to date, then try again; or install what there is", cause: error.cause)
    }
  }

  /// `name` as the manager's foresight writes it, `allowed` as its database does.
  static func isAllowed(_ name: String, _ allowed: Set<String>) -> Bool {
    allowed.contains(name) || allowed.contains { PackageForesight.contains($0, in: [name]) }
  }

  private func restoreMarks(_ wanted: [String: Bool]) async throws(Problem) {
    guard !wanted.isEmpty, let runner = scope.runner(progress), let automatic = try await runner.automatic() else { return }
    let now = try await runner.ask(runner.manager.query())
    try await runner.mark(MarkDifference(wanted: wanted, automatic: automatic, installed: now))
  }

  static func removal(of names: [String], by kind: PackageManagerKind) -> String {
    let words = names.joined(separator: " ")
    return switch kind {
    case .apt: "apt-get remove \(words)"
    case .apk: "apk del \(words)"
    case .brew: "brew uninstall \(words)"
    case .dnf, .yum, .choco: "\(kind.rawValue) remove \(words)"
    }
  }
}

extension PackageDifference {
  /// What of the reversal is still to be done on a machine that has `now`.
  func remaining(in now: PackageSet, purging: Bool = true) -> [PackageAction] {
    var actions: [PackageAction] = []
    let going = added.keys.filter {
      now.installed[$0] != nil || now.broken.contains($0) || (purging && now.leftovers.contains($0))
    }
    if !going.isEmpty { actions.append(.remove(going.sorted(), purging: purging)) }
    let old = removed.merging(changed.mapValues(\.from)) { $1 }.filter { now.installed[$0.key] != $0.value }
    if !old.isEmpty {
      actions.append(.install(old.sorted { $0.key < $1.key }.map { PackageWish(name: $0.key, version: $0.value) }))
    }
    return actions
  }
}
