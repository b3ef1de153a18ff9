/// The version of everything an agent and its client exchange: frames, boot specification, journal.
///
/// Raised by every change that an older reader would misunderstand. Agents outlive the daemon that started them, so
/// a client speaks every schema up to its own: it greets with ``oldest``, learns the agent's from the answer, and refuses a
/// newer one. What an agent's schema does not know yet is refused by whoever asks for it, before it is sent.
///
/// 1: the sandbox. 2: other enclosures, relays, reading files, time limits, statistics, who listens on a port; a request of
/// an unknown type is answered with ENOSYS. 3: watching files, many small files in one request, a time limit of the whole
/// environment, and an event for a limit that is reached. 4: ports on which the gateway outside listens inside.
package enum AgentSchema {
  package static let oldest: UInt16 = 1
  package static let current: UInt16 = 4
  /// The version of the product that agents of this build name themselves after.
  package static let product = "0.1.0"

  package static func accepts(_ schema: UInt16) -> Bool { schema >= oldest && schema <= current }
}
