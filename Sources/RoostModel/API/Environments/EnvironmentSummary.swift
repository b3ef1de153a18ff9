/// A named environment in a list.
package struct EnvironmentSummary: Codable, Sendable, Equatable {
  package var name: EnvironmentName
  package var id: EnvironmentID
  package var target: StrategyTarget
  package var state: EnvironmentState
  /// Names of the layers of its stack, base first; the image instead, for a container engine.
  package var madeOf: [String]
  /// Seconds since 1970.
  package var createdAt: Double
  package var ports: [ServedPort]
  /// Those that run.
  package var processes: Int
  /// Why it is not what it should be.
  package var problem: Problem?

  package init(
    name: EnvironmentName, id: EnvironmentID, target: StrategyTarget, state: EnvironmentState, madeOf: [String] = [],
    createdAt: Double
  ) {
    self.name = name
    self.id = id
    self.target = target
    self.state = state
    self.madeOf = madeOf
    self.createdAt = createdAt
    ports = []
    processes = 0
  }
}
