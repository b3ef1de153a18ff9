package import RoostModel
import RoostSystem
import SystemPackage

extension Installer {
  /// Takes back what killed transactions left, in both scopes, tidies up, and verifies everything that is installed.
  package func repair(apps: AppControl, progress: @escaping ProgressSink) async throws(Problem) -> RepairReport {
    progress(.stage("repair", detail: "what was left half done"))
    var report = RepairReport(actions: try await recover(apps: apps), verified: [], remaining: [])
    try await repairHost(&report, progress: progress)
    report.actions += try await sweep()
    try await setAsideBroken(&report)
    report.remaining += try await journal.damage()
    report.verified += try await verifyLayers([], progress: progress)
    for failed in report.verified {
      guard let problem = failed.problem else { continue }
      report.remaining.append(DoctorFinding(.error, problem.message, remedy: problem.hint))
    }
    if !report.actions.isEmpty { await apps.changed() }
    return report
  }

  private func repairHost(_ report: inout RepairReport, progress: @escaping ProgressSink) async throws(Problem) {
    for transaction in try await journal.interrupted() where transaction.current.record.scope == .host {
      do throws(Problem) {
        report.actions += try await options.host.recover(transaction, progress)
        guard transaction.current.record.state == .running else { continue }
        try await transaction.rolledBack(.interrupted(transaction.current.record))
      } catch {
        report.remaining.append(DoctorFinding(.error, error.message, remedy: error.hint))
      }
    }
    let host = try await options.host.repair(progress)
    report.actions += host.actions
    report.verified += host.verified
    report.remaining += host.remaining
  }

  private func sweep() async throws(Problem) -> [String] {
    let store = store
    let gone = try await BlockingWork.run { () throws(Problem) in
      let before = try DirectoryListing.names(in: store.paths.temporary)
      try store.sweep()
      let after = try DirectoryListing.names(in: store.paths.temporary)
      return before.filter { !after.contains($0) }
    }
    return gone.map { "removed \($0), which an installation left" }
  }

  /// A damaged layer is moved aside only when the journal says that it is ours: it was published here under that name.
  private func setAsideBroken(_ report: inout RepairReport) async throws(Problem) {
    let steps = try await journal.entries().flatMap(\.steps)
    let published = Set(steps.filter { $0.name == "publish" }.map(\.subject))
    for broken in try await store.scan().broken {
      let path = FilePath(broken.path)
      guard let name = path.lastComponent?.string, published.contains(name) else {
        report.remaining += LayerScan(broken: [broken]).findings
        continue
      }
      let place = try await store.setAside(name)
      report.actions.append("moved \(name) to \(place): \(broken.reason)")
    }
  }
}

extension Problem {
  static func interrupted(_ record: TransactionRecord) -> Problem {
    Problem(
      .cancelled, "transaction \(record.id) (\(record.kind.rawValue) \(record.request)) was interrupted",
      hint: "run it again; `roost history` shows what it was")
  }
}
