import RoostModel
import RoostSystem
import SystemPackage

extension DeployStep {
  /// Runs the plan's build commands; what they write becomes the release's topmost layer.
  static let build = DeployStep(name: "build") { (context) async throws(Problem) in
    let plan = try context.madePlan
    guard !plan.build.isEmpty else { return }
    let made = context.releasePaths.build
    if context.hasEnded("build"), AppDirectories.exists(made) {
      context.progress(.stage("build", detail: "built before the interruption"))
      return context.appLayers.append(made.string)
    }
    try await DirectoryRemoval.remove(made)
    context.progress(.stage("build", detail: plan.build.joined(separator: " && ")))
    var commands = plan.build
    if case .files(let directory, _) = plan.start { commands.append(BuiltSite.command(copying: directory)) }
    if let statics = plan.statics, !statics.isEmpty { commands.append(BuiltSite.command(copying: statics)) }
    try await BuildEnvironment(context: context).run(commands, sealingInto: made)
    context.appLayers.append(made.string)
  }
}
