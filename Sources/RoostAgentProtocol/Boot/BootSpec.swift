/// Everything an agent needs to build its sandbox, written to its standard input in one piece.
///
/// Host paths are absolute. The daemon has made the directories; the agent makes `agent.sock`, `agent.log`, `root` and
/// what is below `journal` in ``directory``.
package struct BootSpec: Equatable, Sendable {
  /// Under this number the agent keeps the upper directory of an image open, for whoever makes a snapshot: nobody else sees
  /// where it is mounted.
  package static let upperDescriptor: Int32 = 100
  /// Longest encoding an agent reads.
  package static let maximumLength = 1 << 20

  /// The environment's directory on the host. In root mode only root may enter it.
  package var directory: String
  /// Read-only trees, base first.
  package var layers: [String]
  /// Upper and work directory of the overlay: same file system, both existing. Nothing but what the processes wrote
  /// ends up in `upper`.
  package var upper: String
  package var work: String
  /// An image of an ext4 file system, mounted at `disk` in ``directory``, with `upper` and `work` in it: they are made when
  /// missing. Not available in rootless mode.
  package var image: String?
  package var mounts: [BootMount] = []
  /// Files laid over the stack, below `upper`.
  package var files: [BootFile] = []
  package var hostname = "roost"
  /// Host user and group of every process. In rootless mode the caller's own.
  package var user: UInt32
  package var group: UInt32
  /// Isolate by a user namespace instead of privileges.
  package var isRootless = false
  package var limits = BootLimits()
  /// Nil is loopback only. Not available in rootless mode.
  package var network: BootNetwork?
  /// `NAME=value`, for every process.
  package var variables: [String] = []
  package var workingDirectory = "/app"
  /// Absolute paths where processes may write besides the usual ones, as far as file modes let them. Those that are not
  /// there are left out; the root itself is refused.
  package var writablePlaces: [String] = []
  package var journal = JournalLimits()
  /// From its first moment on, after which it ends with everything in it; nil is never.
  package var lifetimeMilliseconds: UInt64?
  /// Ports of 127.0.0.1 inside on which the agent listens for the gateway outside, which asks for them by
  /// ``AgentRequest/listener(port:)``. What cannot be had is left out.
  package var gatewayPorts: [UInt16] = []
  /// Without a sandbox there is nothing to mount, to lay over or to name: `layers`, `mounts`, `files`, `network` and
  /// `gatewayPorts` stay empty then, `upper`, `work`, `hostname` and `writablePlaces` mean nothing, and `user` is whom the agent becomes when
  /// root starts it.
  package var enclosure = BootEnclosure.sandbox

  package init(directory: String, layers: [String], upper: String, work: String, user: UInt32, group: UInt32) {
    self.directory = directory
    self.layers = layers
    self.upper = upper
    self.work = work
    self.user = user
    self.group = group
  }

  /// For an agent that serves the place it is started in.
  package init(directory: String, enclosure: BootEnclosure, user: UInt32, group: UInt32) {
    self.init(directory: directory, layers: [], upper: "", work: "", user: user, group: group)
    self.enclosure = enclosure
  }
}
