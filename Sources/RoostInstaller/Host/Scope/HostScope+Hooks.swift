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
      undo: { (record, progress) async throws(Problem) in try await scope().undo(record, progress: progress) },
      repair: { (progress) async throws(Problem) in try await scope().repairReport(progress) })
  }

  /// As ``repair(progress:)``, with everything verified that Roost brought.
  package func repairReport(_ progress: @escaping ProgressSink) async throws(Problem) -> RepairReport {
    guard options.userID == 0 else { return RepairReport(actions: [], verified: [], remaining: []) }
    let actions = try await repair(progress: progress)
    return RepairReport(actions: actions, verified: try await verify(progress: progress), remaining: [])
  }

  /// Runs the verify commands of what Roost brought to the machine and is still there.
  package func verify(progress: @escaping ProgressSink) async throws(Problem) -> [VerifyReport] {
    var reports: [VerifyReport] = []
    for entry in installer.catalogue.entries where entry.host != nil || RuntimeArchive.relocatable(entry) != nil {
      let wish = HostWish(entry: entry, selector: nil)
      guard let version = try await standing(wish).last.flatMap(HostJournal.version) else { continue }
      progress(.stage("verify", detail: "\(entry.title) on this machine"))
      let clock = ContinuousClock()
      let begin = clock.now
      var report = VerifyReport(
        name: "\(entry.id) (host)", runtime: entry.id, version: version, scope: .host, seconds: 0)
      do throws(Problem) {
        report.version = try await HostVerifier(root: root, searchPath: searchPath).verify(entry, known: version)
      } catch {
        report.problem = error
      }
      report.seconds = (clock.now - begin) / .seconds(1)
      reports.append(report)
    }
    return reports
  }
}
