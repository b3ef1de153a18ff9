package import RoostModel

/// What the API can do about apps that sleep.
package struct SleepOperations: Sendable {
  /// With `true` the process is stopped, not frozen.
  package var sleep: @Sendable (AppName, Bool) async throws(Problem) -> AppSummary
  package var wake: @Sendable (AppName) async throws(Problem) -> AppSummary

  package init(
    sleep: @escaping @Sendable (AppName, Bool) async throws(Problem) -> AppSummary,
    wake: @escaping @Sendable (AppName) async throws(Problem) -> AppSummary
  ) {
    self.sleep = sleep
    self.wake = wake
  }
}
