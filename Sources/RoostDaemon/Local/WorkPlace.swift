import Glibc
import RoostModel
import RoostSandbox

/// Where the directory a program works in appears inside its sandbox, and as whom it works there. Pure but for a look at
/// the directory's owner.
struct WorkPlace: Equatable {
  /// The directory on the host.
  let source: String
  /// The same path, but for places the sandbox has of its own.
  let target: String
  /// The host user it works as.
  let user: UInt32
  /// Whom new files belong to, if not that user.
  let owner: FileOwner?
  /// The files are root's, as whom no sandbox runs, and cannot be shown as somebody else's.
  let isUnwritable: Bool

  /// For files of root, when nobody else is known.
  static let stranger: UInt32 = 1_999_998
  private static let own = [
    "/tmp", "/run", "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/dev", "/proc", "/sys", "/etc", "/.roost-io",
  ]

  /// `caller` is this process's user; `sudoUser` who called sudo. `canMap`: the directory can be shown as somebody else's.
  init(_ directory: String, owner: FileOwner, caller: UInt32, sudoUser: UInt32?, canMap: Bool) throws(Problem) {
    guard directory != "/" else {
      throw Problem(.usageInvalid, "the whole file system cannot be worked in", hint: "go to the project first: cd DIR")
    }
    source = directory
    target = WorkPlace.own.contains { directory == $0 || directory.hasPrefix($0 + "/") } ? "/app" : directory
    let isRoots = caller == 0 && owner.user == 0
    isUnwritable = isRoots && !canMap
    self.owner = isRoots && canMap ? owner : nil
    if isRoots && canMap {
      user = WorkPlace.stranger
    } else {
      user = caller != 0 ? caller : [owner.user, sudoUser ?? 0].first { $0 != 0 } ?? WorkPlace.stranger
    }
  }

  /// Blocking.
  static func look(at directory: String, sudoUser: String?) throws(Problem) -> WorkPlace {
    var status = stat()
    guard stat(directory, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw Problem(.projectNotFound, "\(directory) is not a directory", hint: "go to the project first: cd DIR")
    }
    let owner = FileOwner(user: status.st_uid, group: status.st_gid)
    return try WorkPlace(
      directory, owner: owner, caller: geteuid(), sudoUser: sudoUser.flatMap { UInt32($0) },
      canMap: owner.user == 0 && MountOwnership.canChange(at: directory))
  }
}
