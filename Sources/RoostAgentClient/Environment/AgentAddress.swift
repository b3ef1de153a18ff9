package import RoostModel

/// How an agent that was started is reached, beyond the socket in its environment's directory.
package struct AgentAddress: Sendable {
  /// The agent itself, or the bridge to it: as long as it lives, a lost connection is worth making again. `nil` when
  /// nobody knows.
  package var process: AgentProcess?
  /// Runs under this kernel: descriptors can be passed, its processes are seen, its journal is in the directory.
  package var isLocal: Bool
  /// How long a lost connection is made again before the environment counts as lost.
  package var patience: Duration
  /// Makes the way to the agent again before each attempt, for one that no bridge keeps open. False when the agent itself is
  /// known to be gone.
  package var restore: @Sendable () async -> Bool = { true }
  /// Whether the environment's time is over by this host's clock, so that an end that nobody announced is no loss.
  package var isOutOfTime: @Sendable () async -> Bool = { false }
  /// What is known about the end, once the environment counts as lost; told as an event.
  package var epitaph: @Sendable () async -> Problem? = { nil }

  /// An agent under this kernel.
  package static func local(_ process: AgentProcess?) -> AgentAddress {
    AgentAddress(process: process, isLocal: true, patience: .seconds(5))
  }

  /// An agent elsewhere, behind a bridge that runs here.
  package static func remote(bridge: AgentProcess?, patience: Duration) -> AgentAddress {
    AgentAddress(process: bridge, isLocal: false, patience: patience)
  }
}
