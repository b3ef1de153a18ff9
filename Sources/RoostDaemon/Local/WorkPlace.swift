import Glibc
import RoostModel

/// Where the directory a program works in appears inside its sandbox, and as whom it works there. Pure but for a look at
/// the directory's owner.
struct WorkPlace: Equatable {
  /// The directory on the host.
  let source: String
  /// The same path, but for places the sandbox has of its own.
  let target: String
  /// The host user new files belong to.
  let user: UInt32

  /// For files of root, whom no sandbox runs as, when nobody else is known.
  static let stranger: UInt32 = 1_999_998
  private static let own = [
    "/tmp", "/run", "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/dev", "/proc", "/sys", "/etc", "/.roost-io",
  ]

  /// `caller` is this process's user; `sudoUser` who called sudo.
  init(_ directory: String, owner: UInt32, caller: UInt32, sudoUser: UInt32?) throws(Problem) {
    guard directory != "/" else {
      throw Problem(.usageInvalid, "the whole file system cannot be worked in", hint: "go to the project first: cd DIR")
    }
    source = directory
    target = WorkPlace.own.contains { directory == $0 || directory.hasPrefix($0 + "/") } ? "/app" : directory
    user = caller != 0 ? caller : [owner, sudoUser ?? 0].first { $0 != 0 } ?? WorkPlace.stranger
  }

  static func look(at directory: String, sudoUser: String?) throws(Problem) -> WorkPlace {
    var status = stat()
    guard stat(directory, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw Problem(.projectNotFound, "\(directory) is not a directory", hint: "go to the project first: cd DIR")
    }
    return try WorkPlace(directory, owner: status.st_uid, caller: geteuid(), sudoUser: sudoUser.flatMap { UInt32($0) })
  }
}
