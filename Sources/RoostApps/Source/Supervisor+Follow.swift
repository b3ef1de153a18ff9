package import RoostModel
import RoostStore
import RoostSystem
import SystemPackage

extension Supervisor {
  /// Editors write several files at once, and some of them twice.
  private static let gathering = Duration.milliseconds(30)

  /// Keeps an app in step with the directory it was deployed from, until the caller is cancelled.
  package func follow(_ name: AppName, progress: @escaping ProgressSink) async throws(Problem) -> AppSummary {
    let supervisor = try supervisor(of: name)
    let directory = try await supervisor.followedDirectory()
    let watch = try await BlockingWork.run { () throws(Problem) in try TreeWatch(directory, excluding: SourceRules.excluded) }
    defer { watch.end() }
    progress(.stage("watch", detail: directory.string))
    // What changed since the deployment.
    await step(supervisor, directory, progress)
    for await _ in watch.changes {
      guard (try? await ContinuousClock().sleep(for: Supervisor.gathering)) != nil else { break }
      try await BlockingWork.run { () throws(Problem) in try watch.refresh() }
      await step(supervisor, directory, progress)
    }
    return await supervisor.summary
  }

  private func step(_ supervisor: AppSupervisor, _ directory: FilePath, _ progress: @escaping ProgressSink) async {
    let began = ContinuousClock.now
    do throws(Problem) {
      let outcome = try await stepped(supervisor, directory)
      let seconds = (ContinuousClock.now - began).inSeconds
      switch outcome {
      case .unchanged: return
      case .served(let paths): progress(.stage("changed", detail: Supervisor.text(paths)))
      case .restarted(let paths): progress(.stage("restarted", detail: Supervisor.text(paths)))
      case .mustDeploy(let paths):
        progress(.stage("deploy", detail: Supervisor.text(paths)))
        var request = DeployRequest(directory: directory.string, name: await supervisor.app.name.text, installsRuntimes: false)
        request.follows = true
        _ = try await deploy(request, progress: progress)
      }
      progress(.finished("changed", seconds: seconds))
    } catch {
      // The next change may be the cure.
      progress(.warning("\(error.message)\(error.cause.map { "\n\($0)" } ?? "")"))
    }
  }

  /// Somebody may be doing something else with the app.
  private func stepped(_ supervisor: AppSupervisor, _ directory: FilePath) async throws(Problem) -> Following {
    let deadline = ContinuousClock.now + .seconds(60)
    while true {
      do throws(Problem) {
        return try await supervisor.follow(directory)
      } catch {
        guard error.code == .appBusy, ContinuousClock.now < deadline else { throw error }
        guard (try? await ContinuousClock().sleep(for: .milliseconds(200))) != nil else { throw error }
      }
    }
  }

  private static func text(_ paths: [String]) -> String {
    paths.prefix(3).joined(separator: ", ") + (paths.count > 3 ? " and \(paths.count - 3) more" : "")
  }
}
