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
  private let plan: Plan
  private let statics: [StaticFiles]
  private let rule: VisitorRule?

  /// The same process behind a new target.
  var again: LiveRun { with(plan) }

  /// The same process, as another plan says it is reached.
  func with(_ plan: Plan) -> LiveRun {
    var run = LiveRun(
      record: record, environment: environment, process: process, hostPID: hostPID, plan: plan, statics: statics,
      rule: rule)
    run.began = began
    run.redactor = redactor
    run.variableVersion = variableVersion
    return run
  }

  init(
    record: RunRecord, environment: any Environment, process: any ProcessHandle, hostPID: Int32?, plan: Plan,
    statics: [StaticFiles], rule: VisitorRule? = nil
  ) {
    self.record = record
    self.environment = environment
    self.process = process
    self.hostPID = hostPID
    self.plan = plan
    self.statics = statics
    self.rule = rule
    let port = plan.port
    let mode = plan.prefixMode
    target = .upstream(port: port, prefixMode: mode, statics: statics, rule: rule) { () async throws(Problem) -> CInt in
      switch try await environment.dial(port) {
      case .descriptor(let descriptor): return descriptor
      }
    }
  }
}
