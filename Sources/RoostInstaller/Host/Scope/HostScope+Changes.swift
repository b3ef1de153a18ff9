import RoostModel
import RoostSystem

extension HostScope {
  /// The packages the machine has now.
  func packages() async throws(Problem) -> PackageSet {
    guard let runner = runner({ _ in }) else { return PackageSet() }
    return try await runner.ask(runner.manager.query())
  }

  /// What a transaction changed so far.
  func changes(of transaction: OpenTransaction, since work: HostWork) async throws(Problem) -> HostChanges {
    var changes = try HostJournal.files(in: transaction.current)
    guard work.direction == .take || !transaction.current.steps.allSatisfy({ $0.name != "packages" }) else { return changes }
    let difference = PackageDifference(from: work.before, to: try await packages())
    let step = try HostJournal.packages(in: transaction.current)
    changes.packages = step.map { difference.only($0.names) } ?? difference
    return changes
  }
}
