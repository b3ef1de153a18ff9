import CRoost
import Glibc
import RoostAgentProtocol

/// What is opened on the host before the sandbox exists, and kept by its first process.
struct HostSide {
  /// `agent.sock`, listening.
  let listener: Descriptor
  /// Where a crash of the agent leaves its last words.
  let log: Descriptor
  let memoryEvents: Descriptor?
  /// Whose connections the agent takes: who started it.
  let owner: UInt32
  /// For each mount, how its owners are shown.
  let owners: [Descriptor?]

  /// What somebody else has opened and handed over.
  init(listener: Descriptor, log: Descriptor, memoryEvents: Descriptor?) {
    (self.listener, self.log, self.memoryEvents) = (listener, log, memoryEvents)
    owner = geteuid()
    owners = []
  }

  init(_ spec: BootSpec) throws(BootFailure) {
    let directory = try BootFailure.at(.specification, "opening \(spec.directory)") { () throws(SystemFailure) in
      try Descriptor.open(spec.directory, ROOST_O_PATH | O_DIRECTORY)
    }
    owner = geteuid()
    try HostSide.makeDirectories(spec, directory)
    log = try BootFailure.at(.journal, "opening agent.log") { () throws(SystemFailure) in
      try Descriptor.open(in: directory, "agent.log", O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW, mode: 0o600)
    }
    memoryEvents = try spec.limits.memoryEvents.map { (path) throws(BootFailure) in
      try BootFailure.at(.limits, "opening \(path)") { () throws(SystemFailure) in try Descriptor.open(path, O_RDONLY) }
    }
    owners = try spec.mounts.map { (mount) throws(BootFailure) in
      try mount.owner.map { (owner) throws(BootFailure) in
        try OwnerNamespace.open(for: owner, user: spec.user, group: spec.group)
      }
    }
    listener = try BootFailure.at(.socket, "binding agent.sock") { () throws(SystemFailure) in
      try Descriptor(checking: roost_unix_listen(directory.number, "agent.sock", 128))
    }
  }

  /// The journal belongs to the environment's user, because the agent writes it after it has become that user.
  private static func makeDirectories(_ spec: BootSpec, _ directory: Descriptor) throws(BootFailure) {
    try BootFailure.at(.journal, "making journal") { () throws(SystemFailure) in
      try make(JournalFormat.directory, in: directory)
      if spec.isRootless || geteuid() != 0 { return }
      try SystemFailure.checkLibrary(
        fchownat(directory.number, JournalFormat.directory, spec.user, spec.group, AT_SYMLINK_NOFOLLOW))
    }
    guard spec.enclosure == .sandbox else { return }
    try BootFailure.at(.stack, "making root") { () throws(SystemFailure) in try make("root", in: directory) }
  }

  /// Nothing of the launching process's standard descriptors may stay open, or its caller would wait for us.
  func redirectStandardDescriptors() throws(BootFailure) {
    try BootFailure.at(.agent, "redirecting the standard descriptors") { () throws(SystemFailure) in
      let null = try Descriptor.open("/dev/null", O_RDWR)
      try SystemFailure.checkLibrary(dup2(null.number, STDIN_FILENO))
      try SystemFailure.checkLibrary(dup2(null.number, STDOUT_FILENO))
      try SystemFailure.checkLibrary(dup2(log.number, STDERR_FILENO))
      log.close()
    }
  }

  private static func make(_ name: String, in directory: Descriptor) throws(SystemFailure) {
    if mkdirat(directory.number, name, 0o700) < 0 && errno != EEXIST { throw .last }
  }
}
