package import RoostModel

/// What the API can do with runtimes, as values.
package struct RuntimeOperations: Sendable {
  package var list: @Sendable () async throws(Problem) -> [RuntimeSummary]
  /// Takes what a user types: `nodejs`, `node@22`.
  package var info: @Sendable (String) async throws(Problem) -> RuntimeSummary
  /// Runs to its end even when the client that asked for it is gone.
  package var install: @Sendable (InstallRequest, @escaping ProgressSink) async throws(Problem) -> [InstalledLayer]
  /// Takes what a user types: `nodejs@22`.
  package var remove: @Sendable (String) async throws(Problem) -> Void

  package init(
    list: @escaping @Sendable () async throws(Problem) -> [RuntimeSummary],
    info: @escaping @Sendable (String) async throws(Problem) -> RuntimeSummary,
    install: @escaping @Sendable (InstallRequest, @escaping ProgressSink) async throws(Problem) -> [InstalledLayer],
    remove: @escaping @Sendable (String) async throws(Problem) -> Void
  ) {
    self.list = list
    self.info = info
    self.install = install
    self.remove = remove
  }
}
