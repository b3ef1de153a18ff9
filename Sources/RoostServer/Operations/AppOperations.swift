package import RoostModel

/// What the API can do with apps, as values: the daemon fills them in, a test puts closures there.
package struct AppOperations: Sendable {
  package var list: @Sendable () async throws(Problem) -> [AppSummary]
  package var detail: @Sendable (AppName) async throws(Problem) -> AppDetail
  /// Runs to its end even when the client that asked for it is gone.
  package var deploy: @Sendable (DeployRequest, @escaping ProgressSink) async throws(Problem) -> DeployResult
  package var start: @Sendable (AppName) async throws(Problem) -> AppSummary
  package var stop: @Sendable (AppName) async throws(Problem) -> AppSummary
  package var restart: @Sendable (AppName) async throws(Problem) -> AppSummary
  package var maintain: @Sendable (AppName, Maintenance?) async throws(Problem) -> AppSummary
  package var remove: @Sendable (AppName) async throws(Problem) -> AppRemoval
  /// Whether the app could start with the runtimes that are installed.
  package var runtimeCheck: @Sendable (AppName) async throws(Problem) -> RuntimeCheckResult
  package var logs: @Sendable (LogQuery) async throws(Problem) -> AsyncThrowingStream<LogLine, any Error>

  package init(
    list: @escaping @Sendable () async throws(Problem) -> [AppSummary],
    detail: @escaping @Sendable (AppName) async throws(Problem) -> AppDetail,
    deploy: @escaping @Sendable (DeployRequest, @escaping ProgressSink) async throws(Problem) -> DeployResult,
    start: @escaping @Sendable (AppName) async throws(Problem) -> AppSummary,
    stop: @escaping @Sendable (AppName) async throws(Problem) -> AppSummary,
    restart: @escaping @Sendable (AppName) async throws(Problem) -> AppSummary,
    maintain: @escaping @Sendable (AppName, Maintenance?) async throws(Problem) -> AppSummary,
    remove: @escaping @Sendable (AppName) async throws(Problem) -> AppRemoval,
    runtimeCheck: @escaping @Sendable (AppName) async throws(Problem) -> RuntimeCheckResult,
    logs: @escaping @Sendable (LogQuery) async throws(Problem) -> AsyncThrowingStream<LogLine, any Error>
  ) {
    self.list = list
    self.detail = detail
    self.deploy = deploy
    self.start = start
    self.stop = stop
    self.restart = restart
    self.maintain = maintain
    self.remove = remove
    self.runtimeCheck = runtimeCheck
    self.logs = logs
  }
}
