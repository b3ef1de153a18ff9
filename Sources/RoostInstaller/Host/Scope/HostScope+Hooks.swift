import RoostCatalog
package import RoostModel
import RoostSystem

extension HostScope {
  /// The machine's half of repairs and undoings. The machine is looked at when one of them is called, not before.
  package static func hooks(_ installer: Installer, options: HostOptions) -> HostHooks {
    let scope: @Sendable () -> HostScope = { HostScope(installer: installer, options: options) }
    return HostHooks(
      recover: { (transaction, progress) async throws(Problem) in
        let scope = scope()
        let lock = try await scope.lock(progress)
        defer { lock.release() }
        return [try await scope.recover(transaction, progress: progress)]
      },
      undo: { (record, progress) async throws(Problem) in try await scope().undoToTheEnd(record, progress: progress) },
      repair: { (progress) async throws(Problem) in try await scope().repairReport(progress) },
      verify: { (specifiers, progress) async throws(Problem) in try await scope().verify(specifiers, progress: progress) },
      outdated: { () async throws(Problem) in try await scope().outdated() },
      why: { (runtime) async throws(Problem) in try await scope().why(runtime) })
  }

  /// As ``undo(_:progress:)``, although it may be cancelled: other runs are not waited for any more then, but what was begun
  /// is ended.
  package func undoToTheEnd(
    _ record: TransactionRecord, progress: @escaping ProgressSink
  ) async throws(Problem) -> TransactionRecord {
    let sign = CancellationSign()
    var options = options
    let others = options.isStopping
    options.isStopping = { sign.isSet || others() }
    let scope = HostScope(installer: installer, root: root, manager: manager, options: options)
    let work = { @Sendable () async throws(Problem) -> TransactionRecord in try await scope.undo(record, progress: progress) }
    return try await sign.watching(told: { progress(.warning("what was begun on the machine itself is ended first")) }) {
      () async throws(Problem) in try await Uncancelled.run(work)
    }
  }

  /// As ``repair(progress:)``, with everything verified that Roost brought.
  package func repairReport(_ progress: @escaping ProgressSink) async throws(Problem) -> RepairReport {
    guard options.userID == 0 else { return RepairReport(actions: [], verified: [], remaining: []) }
    let actions = try await repair(progress: progress)
    return RepairReport(actions: actions, verified: try await verify(progress: progress), remaining: [])
  }

  /// Runs the verify commands of what Roost brought to the machine and is still there: of the named ones; of all when there
  /// are none.
  package func verify(_ specifiers: [String] = [], progress: @escaping ProgressSink) async throws(Problem) -> [VerifyReport] {
    var named: [RuntimeSpecifier] = []
    for text in specifiers { named.append(try installer.catalogue.specifier(text)) }
    var reports: [VerifyReport] = []
    for (entry, by) in try await brought() where named.isEmpty || named.contains(where: { $0.runtime == entry.id }) {
      guard let version = HostJournal.version(in: by) else { continue }
      reports.append(await report(on: entry, version: version, progress))
    }
    return reports
  }

  private func report(on entry: CatalogueEntry, version: String, _ progress: ProgressSink) async -> VerifyReport {
    progress(.stage("verify", detail: "\(entry.title) on this machine"))
    let clock = ContinuousClock()
    let begin = clock.now
    var report = VerifyReport(name: "\(entry.id) (host)", runtime: entry.id, version: version, scope: .host, seconds: 0)
    do throws(Problem) {
      report.version = try await HostVerifier(root: root, searchPath: searchPath).verify(entry, known: version)
    } catch {
      report.problem = error
    }
    report.seconds = (clock.now - begin) / .seconds(1)
    return report
  }
}
