import Logging
import RoostEnvironments
import RoostModel
import RoostStore
import RoostSystem

/// What a daemon that died left behind. Whatever cannot be removed is said and left: it keeps no app from being served.
extension Supervisor {
  func removeRemains() async {
    do {
      let wanted = Set(try await services.store.runs().map(\.environment))
      for id in try await services.strategy.known() where !wanted.contains(id) {
        let isGone = await noting("environment \(id)") { () async throws(Problem) in try await discard(id) }
        if !isGone { await services.leftovers.keep(.environment(id)) }
      }
      for tree in try await RemovedApps(home: services.configuration.home).found() {
        await noting("\(tree)") { () async throws(Problem) in try await DirectoryRemoval.remove(tree) }
      }
    } catch { note(error, "looking for what was left") }
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
