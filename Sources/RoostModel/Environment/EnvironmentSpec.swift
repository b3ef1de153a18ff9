/// What an environment is made of: everything a strategy needs to boot it, as data.
///
/// Written to `environments/<id>/spec.json` before the boot, so that a restarted daemon knows what it finds.
package struct EnvironmentSpec: Codable, Sendable, Equatable {
  package var id: EnvironmentID
  package var strategy: StrategyKind
  /// Of ``StrategyTarget/host``: which host, for `ssh`.
  package var host: String?
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
  /// Instead of ``layers``, for a container engine.
  package var image: EnvironmentImage?
  /// What was written in an environment that was kept by ``Environment/snapshot(into:)``: the first thing below the writable
  /// layer. Absolute path.
  package var snapshot: String?

  package mutating func place(at target: StrategyTarget) {
    strategy = target.kind
    host = target.host
  }

  /// Whoever asked takes it where it is kept apart by nothing, too, if there is nothing better. `nil`: no.
  package var mayBeWeaker: Bool?

  /// Bytes of each process's output that its agent keeps; `nil` is as many as agents keep by themselves.
  package var output: ByteCount?

  /// What it reaches through the gateway; `nil` is nothing. Only sandboxes can.
  package var gateway: GatewayAccess?

  /// All read-only trees, base first.
  package var trees: [String] { layers + (snapshot.map { [$0] } ?? []) }

  package var target: StrategyTarget? { StrategyTarget(host.map { "\(strategy)://\($0)" } ?? strategy.rawValue) }

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
