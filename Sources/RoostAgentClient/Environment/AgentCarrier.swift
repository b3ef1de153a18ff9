package import RoostModel
package import SystemPackage

/// What an agent lives in: a sandbox, a container, a virtual machine, a session on another host. All that differs between
/// strategies once an environment is prepared; the rest is ``AgentEnvironment``.
///
/// Called by one environment, one call at a time.
package protocol AgentCarrier: Sendable {
  /// Starts the agent. It answers on the socket of the environment's directory when this returns. All or nothing.
  func start() async throws(Problem) -> AgentAddress
  /// Makes sure that nothing runs any more. The agent was told to shut down and may still be about it, for at most `limit`.
  /// Never fails: what cannot be ended is found again by ``remove()``.
  func end(within limit: Duration) async
  /// Removes all there is of the environment, its directory too. Harmless when there is nothing.
  func remove() async throws(Problem)
  /// Moves what was written over the stack to `directory`, after ``end(within:)``. The environment's directory stays.
  func seal(into directory: FilePath) async throws(Problem)
  /// Copies what was written over the stack to `directory`; nothing is left of a copy that fails.
  func snapshot(into directory: FilePath) async throws(Problem)
  /// Nothing may move while the snapshot is made, the agent neither.
  var pausesForSnapshot: Bool { get }
  /// Returns when no process moves, or throws and all do.
  func pause() async throws(Problem)
  func resume() async throws(Problem)
  /// Other limits of memory, processors and processes for what runs; `nil` is none.
  func limit(_ limits: ResourceLimits) async throws(Problem)
}

extension AgentCarrier {
  package func pause() async throws(Problem) { throw AgentCarrierProblem.unsupported("pause an environment") }
  package func resume() async throws(Problem) { throw AgentCarrierProblem.unsupported("resume an environment") }
  package func limit(_ limits: ResourceLimits) async throws(Problem) {
    throw AgentCarrierProblem.unsupported("change limits of what runs")
  }
  package var pausesForSnapshot: Bool { true }
  package func snapshot(into directory: FilePath) async throws(Problem) {
    throw AgentCarrierProblem.unsupported("make a snapshot")
  }
  package func seal(into directory: FilePath) async throws(Problem) {
    throw AgentCarrierProblem.unsupported("seal what was written")
  }
}

private enum AgentCarrierProblem {
  static func unsupported(_ ability: String) -> Problem {
    Problem(.unsupported, "this strategy cannot \(ability)", hint: "see which can: roost strategy list")
  }
}
