import RoostModel

/// One way to be a project: recognises it and knows how it is installed and started.
protocol ProjectKind: Sendable {
  /// The types it speaks for.
  var types: [ProjectType] { get }

  /// What it makes of the project; `nil` when there is no sign of its types.
  func examine(_ project: ProjectInspection) throws(Problem) -> Candidate?

  /// Fills in runtimes, dependencies, build, start and variables. `plan.type` may have been chosen by the user.
  func complete(_ plan: inout Plan, for project: ProjectInspection) throws(Problem)
}
