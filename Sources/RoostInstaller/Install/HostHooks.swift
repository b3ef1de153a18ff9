package import RoostModel

/// What the host half of the installer does when transactions over both are repaired or undone.
package struct HostHooks: Sendable {
  /// Takes back a killed transaction of host scope, or finishes it. Answers with a sentence for each thing it did.
  package var recover: @Sendable (OpenTransaction, @escaping ProgressSink) async throws(Problem) -> [String]
  /// Does the reverse of a transaction of host scope.
  package var undo: @Sendable (TransactionRecord, @escaping ProgressSink) async throws(Problem) -> TransactionRecord
  /// Mends the package manager and verifies what this installer put on the machine.
  package var repair: @Sendable (@escaping ProgressSink) async throws(Problem) -> RepairReport

  package init(
    recover: @escaping @Sendable (OpenTransaction, @escaping ProgressSink) async throws(Problem) -> [String],
    undo: @escaping @Sendable (TransactionRecord, @escaping ProgressSink) async throws(Problem) -> TransactionRecord,
    repair: @escaping @Sendable (@escaping ProgressSink) async throws(Problem) -> RepairReport
  ) {
    self.recover = recover
    self.undo = undo
    self.repair = repair
  }

  /// Where nothing is ever installed on the host.
  package static let none = HostHooks(
    recover: { _, _ throws(Problem) in throw unsupported },
    undo: { _, _ throws(Problem) in throw unsupported },
    repair: { _ throws(Problem) in RepairReport(actions: [], verified: [], remaining: []) })

  private static let unsupported = Problem(
    .unsupported, "this installer does not touch the machine itself", hint: "roost repair --scope host")
}
