/// Why a sandbox could not be built. Nothing of it is left running.
package struct BootFailure: Error, Equatable, Sendable {
  package enum Stage: UInt8, Sendable {
    /// The specification itself.
    case specification = 1
    /// Binding `agent.sock`.
    case socket = 2
    case journal = 3
    /// Entering the control groups.
    case limits = 4
    /// Making the namespaces. EPERM in rootless mode: user namespaces are not allowed here.
    case namespaces = 5
    /// Mapping users into the user namespace.
    case identity = 6
    case network = 7
    /// Mounting the overlay.
    case stack = 8
    case mounts = 9
    case files = 10
    /// Devices, proc and changing the root.
    case root = 11
    /// Dropping privileges.
    case privileges = 12
    case landlock = 13
    case seccomp = 14
    /// The agent's own preparations inside.
    case agent = 15
    /// It did not come up in time, or died while doing so.
    case unresponsive = 16
    /// Starting the program that builds the sandbox instead of the agent, or what it failed at; it says why on standard error.
    case builder = 17
  }

  package var stage: Stage
  /// 0 when it was not the kernel that refused.
  package var errno: Int32
  /// What was being done, with the path it was about.
  package var message: String

  package init(stage: Stage, errno: Int32, message: String) {
    self.stage = stage
    self.errno = errno
    self.message = message
  }
}
