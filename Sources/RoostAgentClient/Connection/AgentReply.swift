import RoostAgentProtocol

/// An answer of an agent.
struct AgentReply: Sendable {
  var message: AgentMessage
  /// Came with ``AgentMessage/dialed``; whoever takes the reply owns it.
  var descriptor: Int32?
}
