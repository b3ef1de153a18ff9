import Logging
import RoostEnvironments
package import RoostModel
import RoostSystem
import ServiceLifecycle

/// All named environments of this node. Takes up those that an earlier daemon booted, hands them out, watches them.
///
/// Ends without ending an environment: they outlive the daemon.
package actor Keeper: Service {
  let services: KeeperServices
  private var kept: [EnvironmentName: KeptEnvironment] = [:]
  /// Names that are being made or taken away.
  private var busy: Set<EnvironmentName> = []
  var pool: WarmPool

  /// More are not kept: each has processes and a place on the disk.
  static let mostEnvironments = 500

  package init(services: KeeperServices) {
    self.services = services
    pool = WarmPool()
  }

  /// Called before anybody can ask.
  package func open() async throws(Problem) {
    let paths = services.paths
    let names = try await BlockingWork.run { () throws(Problem) in
      for directory in [paths.home, paths.records, paths.snapshots] { try DirectoryCreation.ensure(directory, mode: 0o711) }
      return try DirectoryListing.names(in: paths.records).filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }
    }
    for text in names {
      do throws(Problem) {
        let path = paths.record(try EnvironmentName(text))
        let record = try await BlockingWork.run { () throws(Problem) in try JSONFile.read(KeptRecord.self, from: path) }
        if let record { kept[record.name] = KeptEnvironment(services: services, record: record) }
      } catch {
        services.logger.error("an environment cannot be read", metadata: ["file": "\(text)", "problem": "\(error.message)"])
      }
    }
    await withDiscardingTaskGroup { group in
      for environment in kept.values { group.addTask { await environment.reattach() } }
    }
    await removeRemains()
  }

  package func run() async throws {
    let jobs = services.jobs
    let notices = services.notices
    await withGracefulShutdownHandler {
      await withDiscardingTaskGroup { group in
        for await job in jobs.jobs { group.addTask { await job() } }
        group.cancelAll()
      }
    } onGracefulShutdown: {
      jobs.finish()
      notices.finish()
    }
  }

  // MARK: Names

  func environment(_ name: EnvironmentName) throws(Problem) -> KeptEnvironment {
    guard let environment = kept[name] else { throw Problem.noSuchEnvironment(name) }
    return environment
  }

  var all: [KeptEnvironment] { kept.sorted { $0.key.text < $1.key.text }.map(\.value) }

  /// Until ``release(_:)`` nobody else makes or takes away an environment of that name.
  func claim(_ name: EnvironmentName) throws(Problem) {
    guard busy.insert(name).inserted else {
      throw Problem(
        .environmentState, "environment '\(name)' is being made or taken away", hint: "look again in a moment: roost env list")
    }
  }

  func claimNew(_ name: EnvironmentName) throws(Problem) {
    guard kept[name] == nil else {
      throw Problem(
        .environmentState, "there is an environment named '\(name)' already",
        hint: "use it: roost env exec \(name) -- sh; or take it away: roost env destroy \(name)")
    }
    guard kept.count + busy.count < Keeper.mostEnvironments else {
      throw Problem(
        .environmentState, "there are \(kept.count) environments already", hint: "take some away: roost env destroy NAME")
    }
    try claim(name)
  }

  func release(_ name: EnvironmentName) { busy.remove(name) }
  func keep(_ environment: KeptEnvironment, as name: EnvironmentName) { kept[name] = environment }
  func forget(_ name: EnvironmentName) { kept[name] = nil }

  // MARK: Remains

  /// Environments on disk that nobody knows: those kept warm by the last daemon, and those of one that died at a boot.
  private func removeRemains() async {
    var wanted: Set<EnvironmentID> = []
    for environment in kept.values { wanted.insert(await environment.record.spec.id) }
    for kind in services.strategies.kinds {
      guard let strategy = services.strategies[kind] else { continue }
      do throws(Problem) {
        for id in try await strategy.known() where !wanted.contains(id) { try await Keeper.discard(id, by: strategy) }
      } catch {
        services.logger.error("something was left behind", metadata: ["strategy": "\(kind)", "problem": "\(error)"])
      }
    }
  }

  private static func discard(_ id: EnvironmentID, by strategy: any Strategy) async throws(Problem) {
    if let environment = try await strategy.reattach(id) {
      try await environment.destroy(grace: .zero)
    } else {
      try await strategy.discard(id)
    }
  }
}
