package import RoostModel
package import SystemPackage

/// One way of making environments real. A value in the registry; it holds what all its environments share.
package protocol Strategy: Sendable {
  var kind: StrategyKind { get }
  /// Looks at this machine. Never throws: a failed look is a finding.
  func probe() async -> ProbeReport
  /// Looks at what environments there would have: for `ssh` at that host, with its answer. Never throws either.
  func probe(_ target: StrategyTarget) async -> ProbeReport
  /// Prepares an environment without starting anything; refuses what this strategy cannot keep.
  func prepare(_ spec: EnvironmentSpec) async throws(Problem) -> any Environment
  /// Finds an environment that an earlier daemon booted. `nil` when nothing is left of it but its directory.
  func reattach(_ id: EnvironmentID) async throws(Problem) -> (any Environment)?
  /// Environments with a directory on disk, running or not. The daemon compares it with what it wants at start.
  func known() async throws(Problem) -> [EnvironmentID]
  /// Removes whatever is left of an environment whose agent is gone. Harmless when nothing is.
  func discard(_ id: EnvironmentID) async throws(Problem)
  /// Removes a ``BindMount/volume`` that no environment needs any more, where it is not a directory of this machine: that is
  /// its owner's. Harmless when there is none.
  func removeVolume(_ name: String, at target: StrategyTarget) async throws(Problem)
  /// Reads what ``Environment/keepOutput(of:in:)`` kept. Ends at the end of it.
  func keptOutput(in directory: FilePath, from offset: UInt64) -> AsyncThrowingStream<OutputChunk, any Error>
  /// Where that ends; `nil` when nobody can tell without reading it.
  func keptEnd(in directory: FilePath) async throws(Problem) -> UInt64?
  /// What is written down on this machine of a process's output, whatever became of its environment. Nil when nothing is.
  func writtenOutput(of process: ProcessNumber, in id: EnvironmentID, from offset: UInt64) async throws(Problem) -> WrittenOutput?
  /// Keeps the output of a process whose environment is gone, as ``Environment/keepOutput(of:in:)`` does for one that is
  /// there, and tells how it ended, if that was written down.
  func salvage(_ process: ProcessNumber, of id: EnvironmentID, in directory: FilePath) async throws(Problem) -> ExitStatus?
}

extension Strategy {
  package func probe(_ target: StrategyTarget) async -> ProbeReport { await probe() }

  package func removeVolume(_ name: String, at target: StrategyTarget) async throws(Problem) {}

  package func keptEnd(in directory: FilePath) async throws(Problem) -> UInt64? { nil }

  package func writtenOutput(
    of process: ProcessNumber, in id: EnvironmentID, from offset: UInt64
  ) async throws(Problem) -> WrittenOutput? { nil }

  package func salvage(_ process: ProcessNumber, of id: EnvironmentID, in directory: FilePath) async throws(Problem)
    -> ExitStatus?
  {
    nil
  }

  package func keptOutput(in directory: FilePath, from offset: UInt64) -> AsyncThrowingStream<OutputChunk, any Error> {
    AsyncThrowingStream { continuation in
      continuation.finish(
        throwing: Problem(
          .unsupported, "the \(kind) strategy keeps no output", hint: "follow the app while it runs: roost app logs -f"))
    }
  }
}
