import CRoost
import Glibc

/// The way to what a client names inside, as the environment's user.
///
/// Paths may lead through symbolic links made inside, but never through those of /proc to open files, which for this
/// process would be its own.
enum FileAccess {
  static func checked(_ path: String) throws(SystemFailure) -> SandboxPath {
    let path = SandboxPath(path)
    guard path.isValid else { throw SystemFailure(EINVAL) }
    return path
  }

  static func open(parentOf path: String) throws(SystemFailure) -> (Descriptor, String) {
    let end = path.lastIndex(of: "/") ?? path.startIndex
    let parent = end == path.startIndex ? "/" : String(path[..<end])
    let name = String(path[path.index(after: end)...])
    return (try Descriptor(checking: resolve(parent, ROOST_O_PATH | O_DIRECTORY)), name)
  }

  static func resolve(_ path: String, _ flags: Int32, mode: UInt32 = 0) -> Int32 {
    roost_open(AT_FDCWD, path, flags, mode, ROOST_NO_MAGICLINKS)
  }
}
