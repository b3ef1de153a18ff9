import CRoost
import Glibc
import RoostAgentProtocol

/// The half of a boot that happens in the agent's own process, in the order it must happen, up to an agent that serves.
struct Construction {
  let spec: BootSpec
  let host: HostSide
  let groups: ControlGroups
  /// To the half that stayed outside: its go-ahead comes in, our report goes out.
  let launcher: Descriptor

  func run() -> Never {
    let agent: Agent
    do throws(BootFailure) {
      try LauncherLine(socket: launcher).awaitRelease()
      try groups.enter()
      agent = try spec.enclosure == .sandbox ? build() : Settlement(spec, host).agent()
    } catch {
      LauncherLine(socket: launcher).report(.failed(error))
      exit(1)
    }
    guard LauncherLine(socket: launcher).report(.ready(pid: getpid())) else { exit(1) }
    launcher.close()
    agent.serve()
  }

  private func build() throws(BootFailure) -> Agent {
    try host.redirectStandardDescriptors()
    try BootFailure.check(.limits, "hiding the control groups", roost_unshare_cgroup())
    try BootFailure.check(.root, "keeping mounts private", roost_mounts_private())
    let directory = try openDirectory()
    let journal = try openJournal(in: directory)
    if let image = spec.image { try DiskImage(path: image).mount(in: directory) }
    let mounts = try BindMounts(spec.mounts, owners: host.owners)
    let root = try Stack(spec, directory: directory).mount()
    // A way out of the sandbox, from here on.
    directory.close()
    let files = RootFileSystem(spec.limits)
    // Before the mounts, of which some may be below.
    try files.coverTemporary()
    try Scaffold(root: root, layers: [], canChangeOwner: false).addFiles(spec.files, areTemporary: true)
    try mounts.attach(beneath: root)
    try files.build()
    try BootFailure.check(.root, "naming the host", roost_set_hostname(spec.hostname))
    try GuestNetwork(spec.network).configure()
    return try Confinement(spec, host).agent(journal)
  }

  /// Anew, because what was opened on the host belongs to the host's mounts, where we may not mount.
  private func openDirectory() throws(BootFailure) -> Descriptor {
    try BootFailure.at(.stack, "opening \(spec.directory)") { () throws(SystemFailure) in
      try Descriptor.open(spec.directory, ROOST_O_PATH | O_DIRECTORY)
    }
  }

  /// As a mount of its own, so that nothing above the journal can be reached through its descriptor.
  private func openJournal(in directory: Descriptor) throws(BootFailure) -> Descriptor {
    try BootFailure.at(.journal, "opening the journal") { () throws(SystemFailure) in
      let flags = ROOST_O_PATH | O_DIRECTORY | O_NOFOLLOW
      let journal = try Descriptor.open(in: directory, JournalFormat.directory, flags)
      let tree = try Descriptor(checking: roost_tree_clone(journal.number, false))
      try SystemFailure.check(roost_tree_restrict(tree.number, false, true))
      return try Descriptor.open(in: tree, ".", O_RDONLY | O_DIRECTORY)
    }
  }
}
