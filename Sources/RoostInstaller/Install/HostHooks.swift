package import RoostModel

/// What the host half of the installer does when transactions over both are repaired or undone.
package struct HostHooks: Sendable {
  /// Takes back a killed transaction of host scope, or finishes it. Answers with a sentence for each thing it did.
  package var recover: @Sendable (OpenTransaction, @escaping ProgressSink) async throws(Problem) -> [String]
  /// Does the reverse of a transaction of host scope.
  package var undo: @Sendable (TransactionRecord, @escaping ProgressSink) async throws(Problem) -> TransactionRecord
  /// Mends the package manager and verifies what this installer put on the machine.
  package var repair: @Sendable (@escaping ProgressSink) async throws(Problem) -> RepairReport
  /// Runs the verify commands of what this installer put on the machine: of the named runtimes; of all when there are none.
  package var verify: @Sendable ([String], @escaping ProgressSink) async throws(Problem) -> [VerifyReport]
  /// What this installer put on the machine, beside what there is now.
  package var outdated: @Sendable () async throws(Problem) -> [OutdatedRuntime]
  /// Why a runtime is on the machine itself; `nil` when it is not.
  package var why: @Sendable (RuntimeID) async throws(Problem) -> String?

  package init(
    recover: @escaping @Sendable (OpenTransaction, @escaping ProgressSink) async throws(Problem) -> [String],
    undo: @escaping @Sendable (TransactionRecord, @escaping ProgressSink) async throws(Problem) -> TransactionRecord,
    repair: @escaping @Sendable (@escaping ProgressSink) async throws(Problem) -> RepairReport,
    verify: @escaping @Sendable ([String], @escaping ProgressSink) async throws(Problem) -> [VerifyReport],
    outdated: @escaping @Sendable () async throws(Problem) -> [OutdatedRuntime],
    why: @escaping @Sendable (RuntimeID) async throws(Problem) -> String?
  ) {
    self.recover = recover
    self.undo = undo
    self.repair = repair
    self.verify = verify
    self.outdated = outdated
    self.why = why
  }

  /// Where nothing is ever installed on the host.
  package static let none = HostHooks(
    recover: { _, _ throws(Problem) in throw unsupported },
    undo: { _, _ throws(Problem) in throw unsupported },
    repair: { _ throws(Problem) in RepairReport(actions: [], verified: [], remaining: []) },
    verify: { _, _ throws(Problem) in [] }, outdated: { () throws(Problem) in [] }, why: { _ throws(Problem) in nil })

  private static let unsupported = Problem(
    .unsupported, "this installer does not touch the machine itself", hint: "roost repair --scope host")
}
