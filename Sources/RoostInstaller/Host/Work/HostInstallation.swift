import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage

/// One runtime coming to a machine, as a transaction: journaled, verified on the machine itself, taken back when that fails.
struct HostInstallation: Sendable {
  let scope: HostScope
  let wish: HostWish
  let progress: ProgressSink
  /// The transaction that is undone by this one: what it removed comes again.
  var undoes: TransactionRecord?

  /// What came of it.
  struct Outcome: Sendable {
    var transaction: Int
    var version: String
    var changes: HostChanges
  }

  private var entry: CatalogueEntry { wish.entry }

  func run(_ step: HostStep) async throws(Problem) -> Outcome {
    let transaction = try await scope.installer.journal.begin(
      undoes == nil ? .install : .undo, scope: .host, request: undoes?.asUndone ?? wish.text, undoes: undoes?.id)
    var work = HostWork(
      .bring, entry.id, selector: wish.selector?.text, root: scope.root, manager: scope.managerKind,
      before: try await scope.packages())
    work.automatic = try await scope.runner(progress)?.automatic()
    do throws(Problem) {
      try await transaction.step(try work.step())
      try await apply(step, transaction)
      let version = try await verify(step)
      try await transaction.step(HostJournal.verified(entry.id, version: version))
      let changes = try await scope.changes(of: transaction, since: work)
      for change in changes.listed(of: entry.id) { transaction.changed(change) }
      try await transaction.finish()
      return Outcome(transaction: transaction.id, version: version, changes: changes)
    } catch {
      throw try await takenBack(transaction, work, after: error)
    }
  }

  private func apply(_ step: HostStep, _ transaction: OpenTransaction) async throws(Problem) {
    try DiskSpace.at(scope.root.path).require(entry.estimate.disk, for: entry.title, at: scope.root.path)
    switch step {
    case .packages(let wishes, _): try await install(wishes, transaction)
    case .archive(let sourced): try await install(sourced, transaction)
    case .present: break
    case .impossible(let problem): throw problem
    }
  }

  private func install(_ wishes: [PackageWish], _ transaction: OpenTransaction) async throws(Problem) {
    guard var runner = scope.runner(progress) else { return }
    runner.isStopping = scope.options.isStopping
    let foresight = try await scope.foresight(wishes)
    let names = foresight.installing.union(foresight.removing).union(wishes.map(\.name))
    try await transaction.step(
      try HostJournal.packages(HostJournal.PackageStep(wishes: wishes, names: names), by: runner.manager.kind))
    let services = ServiceGuard(root: scope.root)
    let isGuarded = runner.manager.kind == .apt && !scope.options.startsServices
    if isGuarded { try await BlockingWork.run { () throws(Problem) in _ = try services.engage() } }
    do throws(Problem) {
      try await runner.perform(.install(wishes))
    } catch {
      try await BlockingWork.run { () throws(Problem) in _ = try services.release() }
      throw error
    }
    try await BlockingWork.run { () throws(Problem) in _ = try services.release() }
    try await HostServices(scope: scope, progress: progress).settle(entry)
  }

  private func install(_ sourced: SourcedOffer, _ transaction: OpenTransaction) async throws(Problem) {
    let archive = try RuntimeArchive(root: scope.root, entry: entry, version: sourced.version)
    let wasThere = archive.isThere
    try await transaction.step(HostJournal.archive(archive.directory, version: sourced.version, wasThere: wasThere))
    if !wasThere {
      let staging = scope.root.outside(RuntimeArchive.staging(transaction.id))
      try await archive.build(sourced, staging: staging, with: scope.installer, progress: progress)
    }
    let root = scope.root
    let links = try await BlockingWork.run { () throws(Problem) in try archive.links() }
    let planned = try LinkPlan(entry: entry, root: root).check(links)
    for name in planned.skipped { progress(.warning("/usr/local/bin/\(name) is somebody else's and is left as it is")) }
    try await transaction.step(try HostJournal.links(planned.links))
    progress(.stage("link", detail: planned.links.map(\.path).joined(separator: " ")))
    try await BlockingWork.run { () throws(Problem) in for link in planned.links { try link.make(in: root) } }
  }

  private func verify(_ step: HostStep) async throws(Problem) -> String {
    progress(.stage("verify", detail: entry.title))
    let version = try await HostVerifier(root: scope.root, searchPath: scope.searchPath).verify(entry, known: step.version)
    if let selector = wish.selector, !selector.matches(version) {
      throw Problem(
        .runtimeVerifyFailed, "\(entry.title) was installed, but what answers is \(version), not '\(selector)'",
        hint: "another one comes first in the search path: which -a \(entry.provides.first ?? entry.id.text)")
    }
    return version
  }

  /// The problem to tell, once nothing is left of the transaction.
  private func takenBack(_ transaction: OpenTransaction, _ work: HostWork, after problem: Problem) async throws(Problem)
    -> Problem
  {
    var told = problem
    do throws(Problem) {
      try await HostRecovery(scope: scope, progress: progress).takeBack(transaction, work)
      try await transaction.rolledBack(problem)
      progress(.stage("rolled-back", detail: "\(wish.text): the machine is as it was"))
    } catch {
      progress(.warning("\(wish.text) could not be taken back now: \(error.message)"))
      told.hint = "what was begun is still there; take it back: roost repair"
    }
    return told
  }
}
