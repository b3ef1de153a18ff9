/// A runtime a project needs, and whether it is there.
package struct CheckedRuntime: Codable, Sendable, Equatable {
  package enum State: String, Codable, Sendable, CaseIterable { case present, missing, mismatch, unavailable }

  package var requirement: RuntimeRequirement
  package var state: State
  /// The installed version, or the one that would be installed.
  package var version: String?
  /// Statements that another file has overruled.
  package var outvoted: [Evidence]
  package var cost: Cost
  package var problem: Problem?
  /// The project can be run without it.
  package var isOptional: Bool

  package init(
    requirement: RuntimeRequirement, state: State, version: String? = nil, outvoted: [Evidence], cost: Cost,
    problem: Problem? = nil, isOptional: Bool = false
  ) {
    self.requirement = requirement
    self.state = state
    self.version = version
    self.outvoted = outvoted
    self.cost = cost
    self.problem = problem
    self.isOptional = isOptional
  }
}

/// Whether this machine can run a project, what is missing and what that takes.
package struct ProjectCheck: Codable, Sendable, Equatable {
  package var directory: String
  /// `nil` when nobody recognised it; runtimes may be known all the same.
  package var type: ProjectType?
  package var runtimes: [CheckedRuntime]
  package var check: RuntimeCheckResult
  package var cost: Cost
  /// The one command that makes it ready; `nil` when it is, or when nothing helps.
  package var command: String?
  package var problems: [Problem]
  package var warnings: [String]

  package init(
    directory: String, type: ProjectType? = nil, runtimes: [CheckedRuntime], check: RuntimeCheckResult, cost: Cost,
    command: String? = nil, problems: [Problem] = [], warnings: [String] = []
  ) {
    self.directory = directory
    self.type = type
    self.runtimes = runtimes
    self.check = check
    self.cost = cost
    self.command = command
    self.problems = problems
    self.warnings = warnings
  }
}
