import RoostModel
import RoostStore
import RoostSystem
import SystemPackage

extension AppSupervisor {
  /// `from` wins over `tail`.
  func buildLogReader(
    _ selection: BuildLogSelection, follows: Bool, tail: Int?, from position: LogPosition?, _ filter: LogFilter
  ) async throws(Problem) -> BuildLogReader {
    let deployments = try await services.store.deployments(of: app.id)
    let kept = try await AppBuildLogs(paths: services.paths(of: app)).releases()
    var releases = kept.filter { filter.mayBe(in: $0, endedAt: nil) }
    var deployment: Int?
    switch selection {
    case .all: break
    case .newest where filter.release != nil: break
    case .newest: releases = (deployments.lazy.compactMap(\.release).first ?? kept.last).map { [$0] } ?? []
    case .deployment(let number):
      releases = [try release(of: number, among: deployments)]
      deployment = number
    }
    let redactor = try await redactor()
    var start = position
    if position == nil, let tail {
      start = try await self.position(ofLast: tail, releases, deployment, filter, redactor)
    }
    var goesOn: (@Sendable (Int) async -> Bool)?
    if follows { goesOn = { [weak self] release in await self?.isDeploying(release) ?? false } }
    return BuildLogReader(
      services.paths(of: app), releases: releases, deployment: deployment, filter: filter, redactor: redactor, from: start,
      goesOn: goesOn)
  }

  private func release(of number: Int, among deployments: [DeploymentRecord]) throws(Problem) -> Int {
    let hint = "see which there are: roost app deployments \(app.name)"
    guard let record = deployments.first(where: { $0.number == number }) else {
      throw Problem(.deploymentNone, "no deployment \(number) of \(app.name) is remembered", hint: hint)
    }
    guard let release = record.release else {
      throw Problem(.deploymentNone, "deployment \(number) of \(app.name) ended before it had a log", hint: hint)
    }
    return release
  }

  private func isDeploying(_ release: Int) async -> Bool {
    guard let running, let all = try? await services.store.deployments(of: app.id) else { return false }
    return all.contains { $0.number == running.number && $0.release == release }
  }

  private func position(
    ofLast lines: Int, _ releases: [Int], _ deployment: Int?, _ filter: LogFilter, _ redactor: Redactor
  ) async throws(Problem) -> LogPosition? {
    let reader = BuildLogReader(
      services.paths(of: app), releases: releases, deployment: deployment, filter: filter, redactor: redactor, from: nil,
      goesOn: nil)
    var starts = Newest<LogPosition>(lines)
    var end: LogPosition?
    do {
      while let line = try await reader.next() {
        end = line.next
        if let start = await reader.before { starts.append(start) }
      }
    } catch { throw Problem.unexpected(error, during: "searching the deployments of \(app.name)") }
    return starts.all.first ?? end
  }
}
