import RoostModel
import RoostSystem
import SystemPackage

extension DeployStep {
  /// Installs what the project depends on, or takes the layer of an earlier release that was made from the same files.
  static let dependencies = DeployStep(name: "dependencies") { (context) async throws(Problem) in
    let plan = try context.madePlan
    guard let step = plan.dependencies else { return }
    let key = try await DependencyKey.compute(step, project: context.projectDirectory, runtimes: context.runtimes)
    let kept = context.paths.dependencies.appending(key)
    if AppDirectories.exists(kept) {
      context.progress(.stage("dependencies", detail: "unchanged since an earlier release"))
    } else {
      context.progress(.stage("dependencies", detail: step.command))
      let made = context.releasePaths.dependencies
      // Half of it, from before an interruption.
      try await DirectoryRemoval.remove(made)
      try await BuildEnvironment(context: context).run([step.command], sealingInto: made)
      guard try await onlyHolds(made, FilePath("app").pushing(FilePath(plan.root ?? ".")).appending(step.directory)) else {
        context.progress(.warning("\(step.tool) wrote outside \(step.directory): installed anew with every release"))
        context.appLayers.append(made.string)
        return
      }
      try await AppDirectories.publish(made, as: kept)
    }
    context.appLayers.append(kept.string)
  }

  /// Whether a sealed tree holds nothing but this directory.
  private static func onlyHolds(_ tree: FilePath, _ directory: FilePath) async throws(Problem) -> Bool {
    var place = tree
    for component in directory.lexicallyNormalized().components {
      guard try await AppDirectories.entries(of: place) == [component.string] else { return false }
      place.append(component)
    }
    return true
  }
}
