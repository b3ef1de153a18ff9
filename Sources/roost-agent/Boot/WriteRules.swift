import CRoost
import Glibc
import RoostAgentProtocol

/// Where the processes of a sandbox may write, as a Landlock ruleset that each of them is started under.
///
/// Without Landlock the file modes alone say so. Version 1 of Landlock is left alone as well: it forbids every rename
/// from one directory to another.
struct WriteRules {
  private static let places = ["/app", "/tmp", "/run", "/dev", "/data", "/cache"]
  private static let firstUsableVersion: Int32 = 2

  private let spec: BootSpec

  init(_ spec: BootSpec) { self.spec = spec }

  /// Nil where the kernel cannot.
  func ruleset() throws(BootFailure) -> Descriptor? {
    let version = try BootFailure.check(.landlock, "asking for Landlock", roost_landlock_version())
    guard version >= WriteRules.firstUsableVersion else { return nil }
    return try BootFailure.at(.landlock, "preparing the rules for writing") { () throws(SystemFailure) in
      let ruleset = try Descriptor(checking: roost_landlock_ruleset(version))
      for path in paths { try allow(path, in: ruleset, version) }
      return ruleset
    }
  }

  /// Puts the agent itself under them, but for its journal. Without privileges it is the same user as the processes, who has
  /// all that was made for the sandbox: no file mode would keep a client's files out of `/etc`.
  func confineAgent(journal: Descriptor) throws(BootFailure) {
    guard spec.isRootless, let ruleset = try ruleset() else { return }
    try BootFailure.check(
      .landlock, "allowing the journal", roost_landlock_allow(ruleset.number, roost_landlock_version(), journal.number))
    try BootFailure.check(.landlock, "keeping privileges from growing", roost_no_new_privileges())
    try BootFailure.check(.landlock, "entering the rules for writing", roost_landlock_enter(ruleset.number))
  }

  private var paths: [String] {
    let prefix = "HOME="
    let home = spec.variables.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.utf8.count)) }
    return WriteRules.places + home + spec.writablePlaces + spec.mounts.filter { !$0.isReadOnly }.map(\.target)
  }

  private func allow(_ path: String, in ruleset: Descriptor, _ version: Int32) throws(SystemFailure) {
    let number = roost_open(AT_FDCWD, path, ROOST_O_PATH, 0, ROOST_NO_MAGICLINKS)
    if number == -ENOENT || number == -ENOTDIR { return }
    let place = try Descriptor(checking: number)
    if try isRoot(place) { return }
    try SystemFailure.check(roost_landlock_allow(ruleset.number, version, place.number))
  }

  /// Whatever a path to it looks like: writing there would be writing everywhere.
  private func isRoot(_ place: Descriptor) throws(SystemFailure) -> Bool {
    var (found, root) = (stat(), stat())
    try SystemFailure.checkLibrary(fstat(place.number, &found))
    try SystemFailure.checkLibrary(stat("/", &root))
    return found.st_dev == root.st_dev && found.st_ino == root.st_ino
  }
}
