/// How patient a connection is. Seconds, as `ssh` counts them.
package struct SSHTimings: Sendable, Equatable {
  /// For the network alone.
  package var connect = 10
  /// A host that is silent for so long is asked whether it is there.
  package var aliveInterval = 5
  /// Questions without an answer before the connection counts as lost.
  package var aliveCount = 3
  /// How long a connection that nobody uses stays.
  package var keptFor = 600
  /// How long a command of ours on the host may take that moves no data.
  package var command = 30

  package init() {}
}
