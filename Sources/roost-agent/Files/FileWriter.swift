import CRoost
import Glibc

/// Puts files into the sandbox for a client, as the environment's user.
///
/// Paths may lead through symbolic links made inside, but never through those of /proc to open files, which for this
/// process would be its own.
enum FileWriter {
  static func makeDirectory(_ path: String, mode: UInt16) throws(SystemFailure) {
    let path = try checked(path)
    for step in path.steps {
      let (parent, name) = try open(parentOf: "/" + step)
      if mkdirat(parent.number, name, mode_t(mode & 0o777)) == 0 || errno == EEXIST { continue }
      throw .last
    }
    _ = try Descriptor(checking: resolve("/" + path.relative, ROOST_O_PATH | O_DIRECTORY))
  }

  static func write(_ bytes: [UInt8], to path: String, mode: UInt16, offset: UInt64) throws(SystemFailure) {
    let path = try checked(path)
    let flags = O_WRONLY | O_NOCTTY | O_NONBLOCK
    let number =
      offset == 0
      ? resolve("/" + path.relative, flags | O_CREAT, mode: UInt32(mode & 0o777)) : resolve("/" + path.relative, flags)
    let file = try Descriptor(checking: number)
    var found = stat()
    try SystemFailure.checkLibrary(fstat(file.number, &found))
    guard found.st_mode & S_IFMT == S_IFREG else { throw SystemFailure(EINVAL) }
    if offset == 0 {
      try SystemFailure.checkLibrary(ftruncate(file.number, 0))
      try SystemFailure.checkLibrary(fchmod(file.number, mode_t(mode & 0o777)))
    } else if UInt64(found.st_size) != offset {
      throw SystemFailure(ESPIPE)
    }
    try SystemFailure.checkLibrary(lseek(file.number, off_t(truncatingIfNeeded: offset), SEEK_SET))
    try file.writeAll(bytes)
  }

  static func makeLink(_ path: String, to target: String) throws(SystemFailure) {
    let path = try checked(path)
    let (parent, name) = try open(parentOf: "/" + path.relative)
    if symlinkat(target, parent.number, name) == 0 { return }
    guard errno == EEXIST else { throw .last }
    try SystemFailure.checkLibrary(unlinkat(parent.number, name, 0))
    try SystemFailure.checkLibrary(symlinkat(target, parent.number, name))
  }

  private static func checked(_ path: String) throws(SystemFailure) -> SandboxPath {
    let path = SandboxPath(path)
    guard path.isValid else { throw SystemFailure(EINVAL) }
    return path
  }

  private static func open(parentOf path: String) throws(SystemFailure) -> (Descriptor, String) {
    let end = path.lastIndex(of: "/") ?? path.startIndex
    let parent = end == path.startIndex ? "/" : String(path[..<end])
    let name = String(path[path.index(after: end)...])
    return (try Descriptor(checking: resolve(parent, ROOST_O_PATH | O_DIRECTORY)), name)
  }

  private static func resolve(_ path: String, _ flags: Int32, mode: UInt32 = 0) -> Int32 {
    roost_open(AT_FDCWD, path, flags, mode, ROOST_NO_MAGICLINKS)
  }
}
