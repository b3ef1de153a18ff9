package import RoostModel

/// What the API can do with the variables of apps.
package struct VariableOperations: Sendable {
  package var list: @Sendable (AppName) async throws(Problem) -> VariableList
  /// Runs to its end even when the client that asked for it is gone.
  package var change: @Sendable (AppName, VariableChange, @escaping ProgressSink) async throws(Problem) -> VariableChangeResult
  package var history: @Sendable (AppName) async throws(Problem) -> [VariableVersion]

  package init(
    list: @escaping @Sendable (AppName) async throws(Problem) -> VariableList,
    change: @escaping @Sendable (AppName, VariableChange, @escaping ProgressSink) async throws(Problem) -> VariableChangeResult,
    history: @escaping @Sendable (AppName) async throws(Problem) -> [VariableVersion]
  ) {
    self.list = list
    self.change = change
    self.history = history
  }
}
