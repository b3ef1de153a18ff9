import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// Makes files and directories of this machine that were not there before. Blocking.
enum HostPlace {
  static func checkNew(_ target: FilePath) throws(Problem) {
    guard target.isAbsolute else {
      throw Problem(.usageInvalid, "\(target) is not an absolute path", hint: "write it from the root: /srv/copy")
    }
    var status = stat()
    guard lstat(target.string, &status) != 0 else {
      throw Problem(.usageInvalid, "\(target) exists already", hint: "choose a new name, or move it away first")
    }
  }

  static func makeDirectory(_ path: FilePath) throws(Problem) {
    guard mkdir(path.string, 0o755) == 0 else { throw Problem.lastSystemCall("make the directory \(path)") }
  }

  static func makeFile(_ path: FilePath, mode: UInt32) throws(Problem) -> OwnedDescriptor {
    let number = open(path.string, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
    guard number >= 0 else { throw Problem.lastSystemCall("make \(path)") }
    return OwnedDescriptor(owning: number)
  }

  static func isName(_ name: String) -> Bool {
    !name.isEmpty && name != "." && name != ".." && name.utf8.count <= 255 && !name.utf8.contains(0)
      && !name.utf8.contains(UInt8(ascii: "/"))
  }
}
