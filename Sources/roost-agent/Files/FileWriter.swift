import CRoost
import Glibc
import RoostAgentProtocol

/// Puts files into the environment for a client. See ``FileAccess`` for where paths may lead.
enum FileWriter {
  static func makeDirectory(_ path: String, mode: UInt16) throws(SystemFailure) {
    let path = try FileAccess.checked(path)
    for step in path.steps {
      let (parent, name) = try FileAccess.open(parentOf: "/" + step)
      if mkdirat(parent.number, name, mode_t(mode & 0o777)) == 0 || errno == EEXIST { continue }
      throw .last
    }
    _ = try Descriptor(checking: FileAccess.resolve("/" + path.relative, ROOST_O_PATH | O_DIRECTORY))
  }

  static func write(_ bytes: [UInt8], to path: String, mode: UInt16, offset: UInt64) throws(SystemFailure) {
    let path = try FileAccess.checked(path)
    let flags = O_WRONLY | O_NOCTTY | O_NONBLOCK
    let number =
      offset == 0
      ? FileAccess.resolve("/" + path.relative, flags | O_CREAT, mode: UInt32(mode & 0o777))
      : FileAccess.resolve("/" + path.relative, flags)
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
    let path = try FileAccess.checked(path)
    let (parent, name) = try FileAccess.open(parentOf: "/" + path.relative)
    try makeLink(name, in: parent, to: target)
  }

  /// Files of one directory, one after the other, share its way.
  static func put(_ drafts: [FileDraft]) throws(SystemFailure) {
    var (parent, way) = (Descriptor(-1), Substring())
    for draft in drafts {
      guard let slash = draft.path.utf8.lastIndex(of: UInt8(ascii: "/")) else { throw SystemFailure(EINVAL) }
      let name = String(draft.path[draft.path.utf8.index(after: slash)...])
      guard !name.isEmpty, name != ".", name != ".." else { throw SystemFailure(EINVAL) }
      if draft.path[..<slash] != way || parent.number < 0 {
        way = draft.path[..<slash]
        parent = try FileAccess.open(parentOf: "/" + (try FileAccess.checked(draft.path)).relative).0
      }
      switch draft.content {
      case .link(let target): try makeLink(name, in: parent, to: target)
      case .file(let bytes, let mode): try write(bytes, to: name, in: parent, mode: mode)
      }
    }
  }

  private static func write(
    _ bytes: [UInt8], to name: String, in parent: Descriptor, mode: UInt16
  ) throws(SystemFailure) {
    let flags = O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CREAT | O_TRUNC
    let mode = UInt32(mode & 0o777)
    let number = roost_open(parent.number, name, flags, mode, ROOST_NO_MAGICLINKS)
    let file = try Descriptor(checking: number)
    var found = stat()
    try SystemFailure.checkLibrary(fstat(file.number, &found))
    guard found.st_mode & S_IFMT == S_IFREG else { throw SystemFailure(EINVAL) }
    if found.st_mode & 0o777 != mode { try SystemFailure.checkLibrary(fchmod(file.number, mode_t(mode))) }
    try file.writeAll(bytes)
  }

  private static func makeLink(_ name: String, in parent: Descriptor, to target: String) throws(SystemFailure) {
    if symlinkat(target, parent.number, name) == 0 { return }
    guard errno == EEXIST else { throw .last }
    try SystemFailure.checkLibrary(unlinkat(parent.number, name, 0))
    try SystemFailure.checkLibrary(symlinkat(target, parent.number, name))
  }
}
