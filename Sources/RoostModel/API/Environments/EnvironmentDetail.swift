/// Everything about one named environment.
package struct EnvironmentDetail: Codable, Sendable, Equatable {
  package var summary: EnvironmentSummary
  package var network: NetworkPolicy
  package var limits: ResourceLimits
  package var mounts: [BindMount]
  package var workingDirectory: String
  /// The snapshot it began with.
  package var snapshot: EnvironmentName?
  /// In the order of their numbers.
  package var processes: [ProcessSummary]
  /// Ports of this machine that lead inside.
  package var forwards: [PortMapping]?
  /// What was looked at before the strategy it got.
  package var passedOver: [PassedOver]
  /// `nil` where the strategy cannot tell.
  package var metrics: EnvironmentMetrics?
  package var timings: EnvironmentTimings
  /// How many more of the same are kept booted.
  package var warm: Int

  package init(summary: EnvironmentSummary, spec: EnvironmentSpec, timings: EnvironmentTimings = EnvironmentTimings()) {
    self.summary = summary
    network = spec.network
    limits = spec.limits
    mounts = spec.mounts
    workingDirectory = spec.workingDirectory
    processes = []
    passedOver = []
    self.timings = timings
    warm = 0
  }
}
