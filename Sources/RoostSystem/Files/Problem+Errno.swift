package import RoostModel
package import SystemPackage

extension Problem {
  /// A failed system call as its user sees it. `activity` reads after "cannot": "write /var/lib/roost/key".
  package static func system(_ errno: Errno, _ activity: String) -> Problem {
    let message = "cannot \(activity): \(errno)"
    switch errno {
    case .noSpace, .diskQuotaExceeded:
      return Problem(.diskFull, message, hint: "free some space, then run the command again: df -h; roost runtime list")
    case .permissionDenied, .notPermitted, .readOnlyFileSystem:
      return Problem(.permissionDenied, message, hint: "run it as the user that owns the files: sudo roost ...")
    case .tooManyOpenFiles, .tooManyOpenFilesInSystem:
      return Problem(.internal, message, hint: "raise the limit of open files, then try again: ulimit -n 65536")
    default:
      return Problem(.internal, message, hint: "look at the path and its file system: roost doctor")
    }
  }

  /// As ``system(_:_:)``, with the error number that the last system call of this thread left.
  package static func lastSystemCall(_ activity: String) -> Problem { system(Errno(rawValue: currentErrno()), activity) }
}
