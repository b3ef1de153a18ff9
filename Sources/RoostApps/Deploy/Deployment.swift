import Logging
import RoostModel
import RoostStore

/// The steps that make a release and prove that it works. Touches nothing of the live one, unless the app is exclusive.
struct Deployment: Sendable {
  /// From a source.
  static let fresh = Deployment(steps: [
    .source, .plan, .variables, .runtimes, .compare, .dependencies, .image, .build, .release, .boot, .gate,
  ])
  /// From a release that was built before.
  static let again = Deployment(steps: [.kept, .boot, .gate])

  /// The names of the steps of a fresh one.
  static let order = fresh.steps.map(\.name)

  let steps: [DeployStep]

  /// How far an attempt came.
  private struct Attempt: Sendable {
    var context: DeployContext
    var begun: [DeployStep] = []
    var problem: Problem?
  }

  /// Runs the steps; when one fails or the deployment is called off, undoes them backwards and throws why. One that would
  /// change nothing ends early, and is undone as well.
  func run(_ context: inout DeployContext, until callOff: CallOff) async throws(Problem) {
    let attempt = await attempt(context, until: callOff)
    context = attempt.context
    guard let problem = attempt.problem else {
      if context.unchanged != nil { await undo(attempt.begun, context) }
      return
    }
    // The daemon ends: the next one takes the environments apart, and the trees wait to be gone on with.
    if Task.isCancelled, !callOff.isCalled { throw problem }
    // What waits for a runtime goes on from there.
    let keepsSource = context.request.waits(for: problem)
    await undo(attempt.begun.filter { !keepsSource || $0.name != DeployStep.source.name }, context)
    guard callOff.isCalled else { throw problem }
    throw Problem(
      .cancelled, "the deployment of \(context.app.name) was cancelled during '\(context.release.stage)'",
      hint: "the release before it was not touched; deploy again: roost deploy DIR --name \(context.app.name)")
  }

  private func attempt(_ context: DeployContext, until callOff: CallOff) async -> Attempt {
    await withTaskGroup(of: Attempt?.self) { group in
      group.addTask { await attempt(context) }
      group.addTask {
        await callOff.called()
        return nil
      }
      var ended: Attempt?
      while ended == nil, let next = await group.next() {
        ended = next
        group.cancelAll()
      }
      return ended ?? Attempt(context: context)
    }
  }

  private func attempt(_ context: DeployContext) async -> Attempt {
    var attempt = Attempt(context: context)
    for step in steps {
      attempt.begun.append(step)
      do throws(Problem) {
        try await enter(step, &attempt.context)
        if attempt.context.unchanged != nil { break }
      } catch {
        attempt.problem = error
        break
      }
    }
    return attempt
  }

  private func enter(_ step: DeployStep, _ context: inout DeployContext) async throws(Problem) {
    if Task.isCancelled { throw Problem.unexpected(CancellationError(), during: step.name) }
    // One that goes on passes what was done before, and is as far as it was.
    let stage = context.interruptedAt.flatMap { context.hasEnded(step.name) ? $0 : nil } ?? step.name
    context.release.stage = stage
    try await context.services.store.enter(stage, deployment: context.deployment, context.release)
    let began = ContinuousClock.now
    try await step.run(&context)
    let took = ContinuousClock.now - began
    // A step that has nothing to do in this deployment is not worth a line.
    if took >= .milliseconds(1) { context.progress(.finished(step.name, seconds: took.inSeconds)) }
  }

  func undo(_ steps: [DeployStep], _ context: DeployContext) async {
    for step in steps.reversed() {
      do {
        try await step.undo(context)
      } catch {
        context.services.logger.error(
          "undoing a deploy step failed",
          metadata: ["app.name": "\(context.app.name)", "step": "\(step.name)", "problem": "\(error)"])
      }
    }
  }
}

extension Duration {
  var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
