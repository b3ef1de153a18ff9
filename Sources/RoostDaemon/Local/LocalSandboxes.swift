import FoundationEssentials
import Logging
import RoostEnvironments
import RoostModel
import RoostSandbox
import RoostSystem
import SystemPackage

/// Sandboxes of one command that runs without the daemon: in a place of its own below the home, so that neither the
/// daemon nor another command takes them for its own. Nothing is made before it is needed.
///
/// A lock tells that the command lives; what a killed one left is cleared up by the next.
actor LocalSandboxes {
  private let settings: Settings
  private let logger: Logger
  private var made: (place: FilePath, lock: FileLock, strategy: any Strategy)?

  init(settings: Settings, logger: Logger) {
    self.settings = settings
    self.logger = logger
  }

  func strategy() async throws(Problem) -> any Strategy {
    if let made { return made.strategy }
    try await sweep()
    let (place, lock) = try claim()
    let strategy = try await strategy(in: place)
    // The actor was free meanwhile: another verification may have made one.
    if let made {
      try await DirectoryRemoval.remove(place)
      return made.strategy
    }
    made = (place, lock, strategy)
    return strategy
  }

  /// The directory all of it is in.
  func place() async throws(Problem) -> FilePath {
    _ = try await strategy()
    guard let made else {
      throw Problem(.environmentState, "this command's sandboxes are closed already", hint: "run the command again")
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
    try await clear(made.place, made.strategy)
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

  private func strategy(in place: FilePath) async throws(Problem) -> any Strategy {
    let agent = try await AgentExecutable(home: settings.homePath).locate()
    return try SandboxComposition(settings: settings, logger: logger).make(home: place, agent: agent)
  }

  private func sweep() async throws(Problem) {
    for name in try DirectoryListing.names(in: parent) {
      let place = parent.appending(name)
      guard EnvironmentID(name) != nil, let lock = try FileLock.acquireNow(place.appending("lock")) else { continue }
      try await clear(place, try await strategy(in: place))
      lock.release()
    }
  }

  private func clear(_ place: FilePath, _ strategy: any Strategy) async throws(Problem) {
    for id in try await strategy.known() {
      if let environment = try await strategy.reattach(id) {
        try await environment.destroy(grace: .zero)
      } else {
        try await strategy.discard(id)
      }
    }
    try await DirectoryRemoval.remove(place)
  }
}
