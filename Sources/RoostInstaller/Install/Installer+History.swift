package import RoostModel

extension Installer {
  /// What was done to runtimes here, newest first.
  package func history() async throws(Problem) -> [TransactionRecord] { try await journal.history() }
}
