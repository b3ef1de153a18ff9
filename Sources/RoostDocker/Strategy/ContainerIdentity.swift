/// Who runs in a container: its first process, and what that starts. Pure.
struct ContainerIdentity: Sendable, Equatable {
  /// For the engine: user and group.
  var container: String
  /// For the agent: whom it becomes once it has prepared itself.
  var agent: UInt32
  /// What the agent needs to become somebody else; it keeps none of it.
  var capabilities: [String]

  /// - Parameters:
  ///   - wanted: the user of the specification.
  ///   - own: the daemon's.
  ///   - isRootlessEngine: its containers' root is the engine's own user, and other numbers are none of this machine's.
  init(wanted: UInt32, own: UInt32, isRootlessEngine: Bool) {
    switch (own, isRootlessEngine) {
    case (_, true): (container, agent, capabilities) = ("0:0", 0, [])
    case (0, false): (container, agent, capabilities) = ("0:0", wanted, ContainerIdentity.forBecomingAnother)
    // Without root the daemon has to be able to open the agent's socket, and to read its journal.
    default: (container, agent, capabilities) = ("\(own):\(own)", own, [])
    }
  }

  private static let forBecomingAnother = ["SETUID", "SETGID", "SETPCAP", "CHOWN", "DAC_OVERRIDE", "FOWNER"]
}
