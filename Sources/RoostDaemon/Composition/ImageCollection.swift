import Logging
import RoostDocker
import RoostInstaller
import RoostModel
import SystemPackage

/// The part of `roost runtime gc` that is about images in a container engine.
struct ImageCollection: Sendable {
  let installer: Installer
  let apps: AppControl
  let settings: Settings

  /// Adds to what the store gave up. An engine that does not answer keeps its images, and that is said.
  func collect(
    dryRun: Bool, after result: CollectResult, progress: ProgressSink
  ) async throws(Problem) -> CollectResult {
    let installed = try await installer.store.scan().layers
    var result = result
    do throws(Problem) {
      let swept = try await sweep.run(dryRun: dryRun) { (tree) async throws(Problem) in
        // What is no layer of the store is a release or a snapshot: it is there for as long as its owner wants it.
        guard let layer = installed.first(where: { $0.tree == tree }) else { return true }
        return try await !apps.users(layer).isEmpty
      }
      result.images = swept.images
      result.imagesFreed = swept.freed
      for warning in swept.warnings { progress(.warning(warning)) }
    } catch {
      progress(.warning("images of the container engine stay: \(error.message)"))
    }
    return result
  }

  private var sweep: StackImageSweep {
    let composition = DockerComposition(settings: settings, logger: Logger(label: "roost"))
    return StackImageSweep(composition.configuration(home: settings.homePath, agent: settings.homePath))
  }
}
