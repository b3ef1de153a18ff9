/// What an installation would do: the answer to `--dry-run` and to "can this be installed?".
package struct InstallPlan: Codable, Sendable, Equatable {
  package var scope: InstallScope
  /// Bottom of the stack first, with what they require.
  package var runtimes: [PlannedRuntime]
  package var conflicts: [Conflict]
  /// The sum over what is missing.
  package var cost: Cost
  /// Free space where it would go.
  package var free: ByteCount
  /// Host scope: the exact commands, in order. Empty for layers.
  package var commands: [[String]]
  package var warnings: [String]

  package init(
    scope: InstallScope, runtimes: [PlannedRuntime], conflicts: [Conflict], cost: Cost, free: ByteCount,
    commands: [[String]] = [], warnings: [String] = []
  ) {
    self.scope = scope
    self.runtimes = runtimes
    self.conflicts = conflicts
    self.cost = cost
    self.free = free
    self.commands = commands
    self.warnings = warnings
  }

  /// Nothing stands in the way: no conflict that is an error, no problem of a runtime, space enough.
  package var canInstall: Bool { issues.isEmpty }
  /// What stands in the way, one sentence each.
  package var issues: [String] {
    let stopping = conflicts.filter { $0.severity == .error }.map { "\($0.subject) is taken by \($0.holder): \($0.resolution)" }
    let failing = own.filter { $0.state == .missing }.compactMap(\.problem).map(\.message)
    let space = free < cost.disk ? ["\(cost.disk) are needed, \(free) are free"] : []
    return stopping + failing + space
  }
  package var isSatisfied: Bool { own.allSatisfy { $0.state == .installed } }

  /// What this plan is about; the machine's own part of a plan of layers is not.
  private var own: [PlannedRuntime] { runtimes.filter { $0.scope == scope || scope == .host } }
}
