/// Who makes the namespaces and mounts of a sandbox on this machine.
enum SandboxBuilder: Equatable, Sendable {
  /// Roost's own agent: as root, or in a user namespace.
  case agent
  /// A program that may what the agent may not, for the reason given.
  case bubblewrap(program: String, because: String)
  /// Nobody: why not the agent, and why not bubblewrap.
  case none(because: String, bubblewrap: String)

  static let namespacesRemedy =
    "sysctl -w user.max_user_namespaces=10000 kernel.unprivileged_userns_clone=1 kernel.apparmor_restrict_unprivileged_userns=0"
}
