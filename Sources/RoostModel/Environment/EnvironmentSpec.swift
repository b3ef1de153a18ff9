/// What an environment is made of: everything a strategy needs to boot it, as data.
///
/// Written to `environments/<id>/spec.json` before the boot, so that a restarted daemon knows what it finds.
package struct EnvironmentSpec: Codable, Sendable, Equatable {
  package var id: EnvironmentID
  package var strategy: StrategyKind
  /// Absolute paths of the read-only trees of the stack, base first.
  package var layers: [String]
  /// Variables every process gets unless its own override them.
  package var variables: [String: String]
  package var mounts: [BindMount]
  /// Absolute path inside the environment where processes start.
  package var workingDirectory: String
  package var limits: ResourceLimits
  package var network: NetworkPolicy
  /// The host user (and group) every process runs as. Environments that share a mounted directory share it.
  package var user: UInt32
  /// Absolute paths inside where processes may write besides the usual places, as far as file modes let them. `nil`: none.
  package var writablePlaces: [String]?

  package init(
    id: EnvironmentID = EnvironmentID(), strategy: StrategyKind = .sandbox, layers: [String], user: UInt32,
    network: NetworkPolicy = .outbound, limits: ResourceLimits = ResourceLimits()
  ) {
    self.id = id
    self.strategy = strategy
    self.layers = layers
    self.user = user
    self.network = network
    self.limits = limits
    variables = [:]
    mounts = []
    workingDirectory = "/app"
  }
}
