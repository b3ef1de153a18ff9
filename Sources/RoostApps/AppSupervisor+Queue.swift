import Logging
package import RoostModel
import RoostStore

/// A deployment that waits until the change under way has ended.
struct WaitingDeployment {
  let number: Int
  let kind: DeploymentSummary.Kind
  /// Goes on, or throws what it is given.
  let callOff: CallOff
  let turn: CheckedContinuation<Problem?, Never>
}

/// The deployment that is under way.
struct RunningDeployment {
  let number: Int
  let callOff: CallOff
}

extension AppSupervisor {
  /// Writes a deployment into the journal, waits until nothing else is done to the app, and carries it out. Of those that wait
  /// only the newest gets its turn.
  func inTurn<Value: Sendable>(
    _ kind: DeploymentSummary.Kind, _ request: DeployRequest? = nil, until callOff: CallOff = CallOff(), progress: ProgressSink,
    _ carryOut: (RunningDeployment) async throws(Problem) -> Value
  ) async throws(Problem) -> Value {
    guard !isRemoved else { throw Problem.noSuchApp(app.name) }
    let record = try await services.store.newDeployment(of: app.id, kind, request: request, now: services.now())
    deploymentsUnderWay += 1
    defer { deploymentsUnderWay -= 1 }
    let outcome: Result<Value, Problem>
    do throws(Problem) {
      try await awaitTurn(record.number, kind, callOff, progress)
      let value = try await exclusively(kind.activity) { () async throws(Problem) in
        let running = RunningDeployment(number: record.number, callOff: callOff)
        newestDeployment = record.number
        self.running = running
        defer {
          self.running = nil
          wantedRelease = nil
        }
        try await settleRestoration()
        return try await carryOut(running)
      }
      outcome = .success(value)
    } catch {
      outcome = .failure(error)
    }
    await writeDown(outcome, of: record.number, request)
    for waiter in endings.removeValue(forKey: record.number) ?? [] { waiter.resume() }
    return try outcome.get()
  }

  private func awaitTurn(_ number: Int, _ kind: DeploymentSummary.Kind, _ callOff: CallOff, _ progress: ProgressSink)
    async throws(Problem)
  {
    await callOffRestart()
    while isBusy {
      if callOff.isCalled { throw Problem.cancelledWhileWaiting }
      progress(.stage("queued", detail: "waiting: \(activityInWords)"))
      // What waits starts with the newest variables anyway: a renewal gives way to it.
      if let other = waiting, other.number > number || (kind == .renew && other.kind != .renew) {
        throw superseded(by: other.number)
      }
      waiting?.turn.resume(returning: superseded(by: number))
      let problem = await withCheckedContinuation {
        waiting = WaitingDeployment(number: number, kind: kind, callOff: callOff, turn: $0)
      }
      if let problem { throw problem }
    }
    // A newer one may have begun between the word that it is time and now.
    if newestDeployment > number { throw superseded(by: newestDeployment) }
  }

  /// The change under way has ended.
  func wakeWaiting() {
    let next = waiting
    waiting = nil
    next?.turn.resume(returning: nil)
  }

  private func superseded(by number: Int) -> Problem {
    Problem(
      .deploymentSuperseded, "a newer deployment of \(app.name) came while this one waited",
      hint: "see what became of that one: roost app deployments \(app.name)")
  }

  private func writeDown<Value>(_ outcome: Result<Value, Problem>, of number: Int, _ request: DeployRequest?) async {
    // With the app its journal is gone.
    guard !isRemoved else { return }
    var state = DeploymentSummary.State.succeeded
    var problem: Problem?
    if case .failure(let failure) = outcome {
      problem = failure
      state = failure.code == .cancelled ? .cancelled : failure.code == .deploymentSuperseded ? .superseded : .failed
      if request?.waits(for: failure) == true { state = .interrupted }
    }
    do {
      try await services.store.end(deployment: number, of: app.id, as: state, because: problem, now: services.now())
    } catch {
      services.logger.error("a deployment was not written down", metadata: ["app.name": "\(app.name)", "problem": "\(error)"])
    }
  }

  /// Who asked for that deployment does not want it any more.
  func callOff(_ callOff: CallOff) {
    callOff.call()
    guard let waiting, waiting.callOff === callOff else { return }
    self.waiting = nil
    waiting.turn.resume(returning: .cancelledWhileWaiting)
  }

  /// A deployment that ended before it began.
  func writeDown(_ problem: Problem, of request: DeployRequest) async {
    await noting("recording a deployment") { () async throws(Problem) in
      let record = try await services.store.newDeployment(of: app.id, .deploy, request: request, now: services.now())
      try await services.store.end(
        deployment: record.number, of: app.id, as: .failed, because: problem, now: services.now())
    }
  }

  /// Newest first.
  package func deployments() async throws(Problem) -> [DeploymentSummary] {
    try await services.store.deployments(of: app.id).map(\.summary)
  }

  /// Calls off the deployment that waits and the one that is under way; returns what became of the latter, or of the former
  /// when there was no other. One that has passed its last step is not called off any more.
  package func cancelDeployment() async throws(Problem) -> DeploymentSummary {
    let waited = waiting
    waiting = nil
    waited?.turn.resume(
      returning: .cancelledWhileWaiting)
    guard let number = running?.number ?? waited?.number else {
      throw Problem(
        .deploymentNone, "no deployment of \(app.name) is under way", hint: "see the last ones: roost app deployments \(app.name)"
      )
    }
    running?.callOff.call()
    await withCheckedContinuation { endings[number, default: []].append($0) }
    guard let found = try await deployments().first(where: { $0.number == number }) else { throw Problem.noSuchApp(app.name) }
    if found.state.isOver { return found }
    throw Problem(
      .internal, "deployment \(number) of \(app.name) has ended, but that could not be written down",
      hint: "see why in the daemon's log; free space: df -h")
  }
}

extension DeploymentSummary.Kind {
  /// In words, for whoever else wants to change the app meanwhile.
  fileprivate var activity: String {
    switch self {
    case .deploy: "a deployment is under way"
    case .rollback: "a rollback is under way"
    case .renew: "it is being renewed"
    case .restore: "a backup is being restored"
    }
  }
}

extension Problem {
  fileprivate static let cancelledWhileWaiting = Problem(
    .cancelled, "the deployment was cancelled while it waited", hint: "deploy again when it suits: roost deploy DIR")
}
