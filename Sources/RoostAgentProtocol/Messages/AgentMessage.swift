/// What an agent tells a client.
package enum AgentMessage: Equatable, Sendable {
  case hello(AgentGreeting)
  /// `pid` as seen inside; the host's number is the line `NSpid` of a child of the agent in the host's `/proc`.
  case started(process: UInt32, pid: Int32)
  case refused(SpawnFailure)

  /// On a subscription's channel.
  case data(OutputRecord)
  /// Output from `from` up to `to` was dropped before it could be sent.
  case gap(from: UInt64, to: UInt64)
  /// The process has ended and everything it wrote until then was sent; or what was watched is gone, and the offset says
  /// nothing. The last frame of a subscription.
  case end(offset: UInt64)

  /// Events, on the channel of ``AgentRequest/subscribe``.
  case processStarted(process: UInt32, pid: Int32)
  case processExited(ExitRecord)
  case portOpened(PortRecord)
  case portClosed(PortRecord)
  case limitReached(ReachedLimit)
  /// The state at the time of subscribing is complete; what follows is new.
  case caughtUp

  /// Exactly one descriptor travels with this frame by `SCM_RIGHTS`: connected, non-blocking, `TCP_NODELAY`;
  /// or the listening one that was asked for.
  /// Descriptors arrive in the order of their frames.
  case dialed
  case dialRefused(errno: Int32)

  case done
  case failed(errno: Int32)
  case processes([ProcessRecord])
  case content([UInt8])
  /// In order of their names, with whether more follow the last.
  case entries([EntryRecord], hasMore: Bool)
  case statistics(AgentStatistics)
  /// On the channel of ``AgentRequest/watch(path:credit:)``, in the order in which they happened.
  case changes([ChangeRecord])
}
