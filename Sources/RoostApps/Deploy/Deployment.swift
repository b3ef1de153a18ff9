import Logging
import RoostModel
import RoostStore

/// Makes a release out of a directory and proves that it works. Touches nothing of the live one.
struct Deployment: Sendable {
  static let steps: [DeployStep] = [.source, .plan, .variables, .runtimes, .dependencies, .image, .build, .boot, .gate]

  /// Runs the steps; when one fails, undoes them backwards and throws its problem.
  func run(_ context: inout DeployContext) async throws(Problem) {
    var begun: [DeployStep] = []
    for step in Deployment.steps {
      begun.append(step)
      do {
        try await enter(step, &context)
      } catch {
        await undo(begun, context)
        throw error
      }
    }
  }

  private func enter(_ step: DeployStep, _ context: inout DeployContext) async throws(Problem) {
    context.release.stage = step.name
    try await context.services.store.update(context.release)
    let began = ContinuousClock.now
    try await step.run(&context)
    context.progress(.finished(step.name, seconds: (ContinuousClock.now - began).inSeconds))
  }

  private func undo(_ steps: [DeployStep], _ context: DeployContext) async {
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
