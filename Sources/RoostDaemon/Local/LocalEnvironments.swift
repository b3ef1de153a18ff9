import FoundationEssentials
import Logging
import RoostEnvironments
import RoostModel
import RoostSandbox
import RoostSystem
import SystemPackage

/// Environments of one command that runs without the daemon, of any strategy: in a place of its own below the home, so that
/// neither the daemon nor another command takes them for its own. Nothing is made before it is needed.
///
/// A lock tells that the command lives; what a killed one left is cleared up by the next.
actor LocalEnvironments {
  private let settings: Settings
  private let logger: Logger
  private var made: (place: FilePath, lock: FileLock, strategies: StrategyRegistry)?

  init(settings: Settings, logger: Logger) {
    self.settings = settings
    self.logger = logger
  }

  /// What runtimes are verified with.
  func sandbox() async throws(Problem) -> any Strategy { try await strategies().strategy(.sandbox) }

  func strategies() async throws(Problem) -> StrategyRegistry {
    if let made { return made.strategies }
    try await sweep()
    let (place, lock) = try claim()
    let strategies = try await strategies(in: place)
    // The actor was free meanwhile: another verification may have made them.
    if let made {
      try await DirectoryRemoval.remove(place)
      return made.strategies
    }
    made = (place, lock, strategies)
    return strategies
  }

  /// The directory all of it is in.
  func place() async throws(Problem) -> FilePath {
    _ = try await strategies()
    guard let made else {
      throw Problem(.environmentState, "this command's environments are closed already", hint: "run the command again")
    }
    return made.place
  }

  /// Runs `body`; nothing that was made for it is left afterwards.
  nonisolated func using<Result>(_ body: () async throws(Problem) -> Result) async throws(Problem) -> Result {
    let outcome: Swift.Result<Result, Problem>
    do throws(Problem) {
      outcome = .success(try await body())
    } catch { outcome = .failure(error) }
    do throws(Problem) {
      try await close()
    } catch {
      // What went wrong before says more than what was left behind.
      guard case .failure(let problem) = outcome else { throw error }
      throw problem
    }
    return try outcome.get()
  }

  private func close() async throws(Problem) {
    guard let made else { return }
    self.made = nil
    try await clear(made.place, made.strategies)
    made.lock.release()
  }

  private var parent: FilePath { settings.homePath.appending("run") }

  private func claim() throws(Problem) -> (FilePath, FileLock) {
    try DirectoryCreation.ensure(parent, mode: 0o711)
    while true {
      let place = parent.appending(EnvironmentID().text)
      try DirectoryCreation.ensure(place, mode: 0o711)
      // Whoever sweeps may have taken it in this moment, and takes it away.
      if let lock = try FileLock.acquireNow(place.appending("lock")) { return (place, lock) }
    }
  }

  private func strategies(in place: FilePath) async throws(Problem) -> StrategyRegistry {
    try await StrategyComposition(settings: settings, logger: logger).make(home: place)
  }

  private func sweep() async throws(Problem) {
    for name in try DirectoryListing.names(in: parent) {
      let place = parent.appending(name)
      guard EnvironmentID(name) != nil, let lock = try FileLock.acquireNow(place.appending("lock")) else { continue }
      try await clear(place, try await strategies(in: place))
      lock.release()
    }
  }

  private func clear(_ place: FilePath, _ strategies: StrategyRegistry) async throws(Problem) {
    let all = StrategyRouter(strategies)
    for id in try await all.known() {
      if let environment = try await all.reattach(id) {
        try await environment.destroy(grace: .zero)
      } else {
        try await all.discard(id)
      }
    }
    try await DirectoryRemoval.remove(place)
  }
}
