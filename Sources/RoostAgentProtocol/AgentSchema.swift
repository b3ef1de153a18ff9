/// The version of everything an agent and its client exchange: frames, boot specification, journal.
///
/// Raised by every change that an older reader would misunderstand. Agents outlive the daemon that started them, so
/// a client speaks every schema up to its own; whoever meets a newer one refuses.
package enum AgentSchema {
  package static let current: UInt16 = 1
  /// The version of the product that agents of this build name themselves after.
  package static let product = "0.1.0"

  package static func accepts(_ schema: UInt16) -> Bool { schema >= 1 && schema <= current }
}
