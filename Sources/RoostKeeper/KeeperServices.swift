package import Logging
package import RoostEnvironments
package import RoostModel
import RoostSystem

/// An environment as far as it is known before its strategy is.
package struct ComposedEnvironment: Sendable {
  /// Its strategy is not decided yet.
  package var spec: EnvironmentSpec
  /// Names of its layers, or its image.
  package var madeOf: [String]

  package init(spec: EnvironmentSpec, madeOf: [String]) {
    self.spec = spec
    self.madeOf = madeOf
  }
}

/// What named environments are kept with. Made once by the daemon.
package struct KeeperServices: Sendable {
  package var paths: KeeperPaths
  /// Their environments live in the keeper's own home.
  package var strategies: StrategyRegistry
  /// Installs what is missing and says what the environment is made of.
  package var compose:
    @Sendable (EnvironmentRequest, KeptSnapshot?, @escaping ProgressSink) async throws(Problem) -> ComposedEnvironment
  /// Binds ports of this machine for an environment: all or none.
  package var openPorts: @Sendable ([PortMapping]) throws(Problem) -> any HostPorts
  package var logger: Logger
  /// Seconds since 1970.
  package var now: @Sendable () -> Double
  let measurements = Measurements()
  let notices: NoticeFeed
  let jobs = JobQueue()

  package init(
    paths: KeeperPaths, strategies: StrategyRegistry,
    compose:
      @escaping @Sendable (EnvironmentRequest, KeptSnapshot?, @escaping ProgressSink) async throws(Problem) -> ComposedEnvironment,
    openPorts: @escaping @Sendable ([PortMapping]) throws(Problem) -> any HostPorts, logger: Logger,
    now: @escaping @Sendable () -> Double
  ) {
    self.paths = paths
    self.strategies = strategies
    self.compose = compose
    self.openPorts = openPorts
    self.logger = logger
    self.now = now
    notices = NoticeFeed(now: now)
  }
}
