import RoostModel
import RoostSystem
import SystemPackage

/// Takes changes of a machine back, exactly those and no others. What is gone already is passed over, so that it may be
/// killed and run again.
struct HostReversal: Sendable {
  let scope: HostScope
  let progress: ProgressSink

  /// `transaction.not-undoable`, before anything is touched, when something else needs a package by now.
  func takeBack(_ changes: HostChanges, purging: Bool = true) async throws(Problem) {
    try await takePackages(changes.packages, purging: purging)
    let root = scope.root
    try await BlockingWork.run { () throws(Problem) in
      for link in changes.links { try link.restore(in: root) }
      for directory in changes.directories.keys {
        guard directory.hasPrefix(RuntimeArchive.home + "/"), !directory.contains("/../") else { continue }
        try DirectoryRemoval.removeNow(root.outside(directory))
      }
    }
  }

  private func takePackages(_ difference: PackageDifference, purging: Bool) async throws(Problem) {
    guard !difference.isEmpty, let runner = scope.runner(progress) else { return }
    let now = try await runner.ask(runner.manager.query())
    for action in difference.remaining(in: now, purging: purging) {
      try await refuseLosses(action, runner)
      try await runner.perform(action)
    }
  }

  private func refuseLosses(_ action: PackageAction, _ runner: PackageRunner) async throws(Problem) {
    guard let query = runner.manager.foresee(action) else { return }
    let lost = try await runner.ask(query).removing.sorted()
    guard lost.isEmpty else {
      throw Problem(
        .transactionNotUndoable, "other packages need what would go: \(lost.joined(separator: ", "))",
        hint: "remove them first: \(HostReversal.removal(of: lost, by: runner.manager.kind))")
    }
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
