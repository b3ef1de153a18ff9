import Glibc
import RoostModel
import RoostSystem

/// Whether a user gets to a place of the host. Looked at before anything starts, because the kernel's own answer, to a
/// process that changes its directory, does not say what is in the way.
struct PassageCheck {
  let user: UInt32

  /// Blocking.
  func check(_ path: String) throws(Problem) {
    var place = ""
    for step in path.split(separator: "/") {
      place += "/" + step
      var status = stat()
      guard stat(place, &status) == 0 else { throw .lastSystemCall("look at \(place)") }
      guard status.st_mode & S_IFMT == S_IFDIR, !lets(status) else { continue }
      throw Problem(
        .environmentBootFailed, "user \(user), as whom the program would run, may not enter \(place)",
        hint: "let it in: chmod o+x \(place); or leave it closed and isolate: --on sandbox")
    }
  }

  private func lets(_ status: stat) -> Bool {
    let bit: mode_t = status.st_uid == user ? S_IXUSR : status.st_gid == user ? S_IXGRP : S_IXOTH
    return status.st_mode & bit != 0
  }
}
