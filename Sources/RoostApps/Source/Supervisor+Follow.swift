package import RoostModel
import RoostSources
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
    var ignored = await IgnoredPaths.read(directory, services.configuration.sources)
    let now = ignored
    let watch = try await BlockingWork.run { () throws(Problem) in
      try TreeWatch(directory, options: SourceRules.options(owner: 0), ignoring: now.isIgnored)
    }
    defer { watch.end() }
    progress(.stage("watch", detail: "\(directory.path), \(ignored.rule)"))
    // What changed since the deployment.
    await step(supervisor, directory, ignored, progress)
    for await _ in watch.changes {
      guard (try? await ContinuousClock().sleep(for: Supervisor.gathering)) != nil else { break }
      ignored = await IgnoredPaths.read(directory, services.configuration.sources)
      let now = ignored
      try await BlockingWork.run { () throws(Problem) in try watch.refresh(now.isIgnored) }
      await step(supervisor, directory, ignored, progress)
    }
    return await supervisor.summary
  }

  private func step(
    _ supervisor: AppSupervisor, _ directory: OpenDirectory, _ ignored: IgnoredPaths, _ progress: @escaping ProgressSink
  ) async {
    let began = ContinuousClock.now
    do throws(Problem) {
      try await BlockingWork.run { () throws(Problem) in try directory.checkThatItIsThere() }
      let outcome = try await stepped(supervisor, directory, ignored)
      let seconds = (ContinuousClock.now - began).inSeconds
      switch outcome {
      case .unchanged: return
      case .served(let paths): progress(.stage("changed", detail: Supervisor.text(paths)))
      case .restarted(let paths): progress(.stage("restarted", detail: Supervisor.text(paths)))
      case .mustDeploy(let paths):
        progress(.stage("deploy", detail: Supervisor.text(paths)))
        try await deployAgain(directory, await supervisor.app.name, progress)
      }
      progress(.finished("changed", seconds: seconds))
    } catch {
      // The next change may be the cure.
      progress(.warning("\(error.message)\(error.cause.map { "\n\($0)" } ?? "")"))
    }
  }

  private func deployAgain(_ directory: OpenDirectory, _ name: AppName, _ progress: @escaping ProgressSink) async throws(Problem)
  {
    let path = directory.path
    var request = DeployRequest(directory: path.string, name: name.text, installsRuntimes: false)
    request.follows = true
    var fetched = FetchedSource(directory: path, identity: directory.identity)
    fetched.record.kind = .sync
    let kept = KeptSource(source: .directory(path.string), credential: nil)
    _ = try await deploy(request, from: fetched, keeping: kept, progress: progress)
  }

  /// Somebody may be doing something else with the app.
  private func stepped(
    _ supervisor: AppSupervisor, _ directory: OpenDirectory, _ ignored: IgnoredPaths
  ) async throws(Problem) -> Following {
    let deadline = ContinuousClock.now + .seconds(60)
    while true {
      do throws(Problem) {
        return try await supervisor.follow(directory, ignoring: ignored)
      } catch {
        guard error.code == .appBusy, ContinuousClock.now < deadline else { throw error }
        guard (try? await ContinuousClock().sleep(for: .milliseconds(200))) != nil else { throw error }
      }
    }
  }

  private static func text(_ paths: [String]) -> String {
    let shown = paths.prefix(3).map { SourceText.line($0, atMost: 80) }.joined(separator: ", ")
    return shown + (paths.count > 3 ? " and \(paths.count - 3) more" : "")
  }
}
