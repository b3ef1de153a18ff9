import RoostEnvironments
import RoostGateway
import RoostModel
import RoostStore

/// A started app: its environment and the process that serves.
struct LiveRun: Sendable {
  var record: RunRecord
  var environment: any Environment
  var process: any ProcessHandle
  var hostPID: Int32?
  /// When this daemon started its process. Of one that was taken over: when it was found.
  var began = ContinuousClock.now
  /// Knows the secrets its process was given.
  var redactor = Redactor.none
  var variableVersion = 0
  /// Where the gateway sends requests, once the run is proven.
  let target: Target

  init(
    record: RunRecord, environment: any Environment, process: any ProcessHandle, hostPID: Int32?, plan: Plan,
    statics: [StaticFiles]
  ) {
    self.record = record
    self.environment = environment
    self.process = process
    self.hostPID = hostPID
    let port = plan.port
    target = .upstream(port: port, prefixMode: plan.prefixMode, statics: statics) { () async throws(Problem) -> CInt in
      switch try await environment.dial(port) {
      case .descriptor(let descriptor): return descriptor
      }
    }
  }
}
