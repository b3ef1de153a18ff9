import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage

/// Brings a machine back in order after a transaction whose process was killed, or that failed.
struct HostRecovery: Sendable {
  let scope: HostScope
  let progress: ProgressSink

  /// Ends a transaction that was killed: as done when it was complete, else as if it had never been. Says which.
  func recover(_ transaction: OpenTransaction) async throws(Problem) -> String {
    let entry = transaction.current
    let title = "transaction \(entry.record.id) (\(entry.record.request))"
    guard let work = try HostWork.read(entry) else {
      try await transaction.rolledBack(killed)
      return "\(title) was killed before it changed anything"
    }
    guard DirectoryCreation.isDirectory(scope.root.path) else {
      try await transaction.rolledBack(killed)
      return "\(title) was for \(work.root), which is gone"
    }
    try await release()
    try await mendIfNeeded()
    if work.direction == .take {
      try await HostReversal(scope: scope, progress: progress).takeBack(
        HostChanges(work.taking), work.taken ?? HostTaking())
      return try await finished(transaction, work, saying: "\(title) was ended")
    }
    if try await isComplete(entry, work) { return try await finished(transaction, work, saying: "\(title) was complete") }
    try await takeBack(transaction, work)
    try await transaction.rolledBack(killed)
    return "\(title) was taken back"
  }

  /// Everything the transaction did goes: files by what its steps say, packages by what the machine has now and had not.
  func takeBack(_ transaction: OpenTransaction, _ work: HostWork) async throws(Problem) {
    try await release()
    try await mendIfNeeded()
    var changes = try HostJournal.files(in: transaction.current)
    // Half-made, and of this transaction alone.
    changes.directories[RuntimeArchive.staging(transaction.id)] = ""
    // What else differs by now is other people's work.
    if let step = try HostJournal.packages(in: transaction.current) {
      changes.packages = PackageDifference(from: work.before, to: try await scope.packages()).only(step.names)
    }
    let taking = HostTaking(marks: try HostJournal.marks(in: transaction.current))
    try await HostReversal(scope: scope, progress: progress).takeBack(changes, taking)
  }

  /// Configures or repairs what a killed package manager left. Answers with what was half-installed.
  @discardableResult
  func mendIfNeeded() async throws(Problem) -> Set<String> {
    guard let runner = scope.runner(progress) else { return [] }
    let broken = try await runner.ask(runner.manager.query()).broken
    let needsIt = if broken.isEmpty { try await hasFindings(runner) } else { true }
    return needsIt ? try await runner.mend() : []
  }

  private func hasFindings(_ runner: PackageRunner) async throws(Problem) -> Bool {
    guard let audit = runner.manager.care.audit else { return false }
    let result = try await audit.run()
    let hasUpdates = try !DirectoryListing.names(in: scope.root.outside("var/lib/dpkg/updates")).isEmpty
    return hasUpdates || !result.succeeded || !result.standardOutput.isEmpty
  }

  private func isComplete(_ entry: JournalEntry, _ work: HostWork) async throws(Problem) -> Bool {
    guard let runtime = scope.installer.catalogue.entry(named: work.runtime.text), entry.steps.count > 1 else { return false }
    let now = try await scope.packages()
    guard try HostJournal.packages(in: entry)?.wishes.allSatisfy({ now.version(of: $0.name) != nil }) ?? true else {
      return false
    }
    let files = try HostJournal.files(in: entry)
    let areLinksMade = files.links.allSatisfy { $0.state(in: scope.root) == .ours($0.target) }
    guard areLinksMade, entry.steps.contains(where: { ["packages", "links"].contains($0.name) }) else { return false }
    let selector: VersionSelector? = if let text = work.selector { try runtime.selector(text) } else { nil }
    guard let found = try await scope.detector.find(runtime) else { return false }
    return selector?.matches(found.version) ?? true
  }

  private func finished(_ transaction: OpenTransaction, _ work: HostWork, saying text: String) async throws(Problem) -> String {
    for change in try await scope.changes(of: transaction, since: work).listed(of: work.runtime) { transaction.changed(change) }
    try await transaction.finish()
    return text
  }

  private func release() async throws(Problem) {
    let services = ServiceGuard(root: scope.root)
    try await BlockingWork.run { () throws(Problem) in _ = try services.release() }
  }

  private var killed: Problem {
    Problem(.cancelled, "its process was killed", hint: "run the command again")
  }
}
