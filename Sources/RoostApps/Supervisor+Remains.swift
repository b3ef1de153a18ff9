import Logging
import RoostEnvironments
import RoostModel
import RoostStore
import RoostSystem
import SystemPackage

/// What a daemon left behind that has ended: what it made ahead, and what it did not get to write down or remove.
struct Remains: Sendable {
  var environments: [EnvironmentID] = []
  var trees: [FilePath] = []
}

/// Whatever cannot be removed is said and left: it keeps no app from being served.
extension Supervisor {
  /// Before anything new is made: of that, too, there is something that no row tells of.
  func lookForRemains() async {
    do {
      let wanted = Set(try await services.store.runs().map(\.environment))
      remains.environments = try await services.strategy.known().filter { !wanted.contains($0) }
      remains.trees = try await RemovedApps(home: services.configuration.home).found()
    } catch { note(error, "looking for what was left") }
  }

  /// Beside all else: nobody's request waits for it.
  func removeRemains() async {
    let found = remains
    remains = Remains()
    for id in found.environments {
      // The daemon stops: the next one finds it again.
      guard !Task.isCancelled else { return }
      let isGone = await noting("environment \(id)") { () async throws(Problem) in try await discard(id) }
      if !isGone { await services.leftovers.keep(.environment(id)) }
    }
    for tree in found.trees where !Task.isCancelled {
      await noting("\(tree)") { () async throws(Problem) in try await DirectoryRemoval.remove(tree) }
    }
  }

  /// An environment on disk that no row knows: made by a daemon that died before it wrote the row.
  private func discard(_ id: EnvironmentID) async throws(Problem) {
    if let environment = try await services.strategy.reattach(id) {
      try await environment.destroy(grace: .zero)
    } else {
      try await services.strategy.discard(id)
    }
  }

  @discardableResult
  private func noting(_ what: String, _ body: () async throws(Problem) -> Void) async -> Bool {
    do throws(Problem) {
      try await body()
      return true
    } catch {
      note(error, "removing \(what)")
      return false
    }
  }

  private func note(_ problem: Problem, _ what: String) {
    services.logger.error("something was left behind", metadata: ["during": "\(what)", "problem": "\(problem)"])
  }
}
