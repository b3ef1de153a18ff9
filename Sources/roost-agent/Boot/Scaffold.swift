import CRoost
import Glibc
import RoostAgentProtocol

/// The topmost read-only layer, in memory: directories to mount on, and files that are given at boot.
///
/// It is there so that neither ends up in the layer that the processes write, which may become a layer itself.
/// Directories that the stack has keep their owner and mode.
struct Scaffold {
  /// Where it is being built.
  let root: Descriptor
  /// Topmost first.
  let layers: [Descriptor]
  /// False where files can only belong to one user.
  let canChangeOwner: Bool

  func addDirectory(_ path: SandboxPath) throws(SystemFailure) {
    guard path.isValid else { throw SystemFailure(EINVAL) }
    for step in path.steps { try addStep(step) }
  }

  /// Those that are given at boot and are below a temporary file system, or are not.
  func addFiles(_ files: [BootFile], areTemporary: Bool) throws(BootFailure) {
    for file in files where SandboxPath(file.path).isTemporary == areTemporary {
      try BootFailure.at(.files, "writing \(file.path)") { () throws(SystemFailure) in
        try addFile(SandboxPath(file.path), mode: file.mode, bytes: file.bytes)
      }
    }
  }

  func addFile(_ path: SandboxPath, mode: UInt16, bytes: [UInt8]) throws(SystemFailure) {
    guard path.isValid else { throw SystemFailure(EINVAL) }
    for step in path.steps.dropLast() { try addStep(step) }
    let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW
    let file = try Descriptor.open(in: root, path.relative, flags, mode: mode_t(mode & 0o777))
    try SystemFailure.checkLibrary(fchmod(file.number, mode_t(mode & 0o777)))
    try file.writeAll(bytes)
  }

  func setOwner(_ path: String, user: UInt32, group: UInt32) throws(SystemFailure) {
    guard canChangeOwner else { return }
    try SystemFailure.checkLibrary(fchownat(root.number, path, user, group, AT_SYMLINK_NOFOLLOW))
  }

  private func addStep(_ path: String) throws(SystemFailure) {
    if mkdirat(root.number, path, 0o755) < 0 {
      if errno == EEXIST { return }
      throw .last
    }
    guard let found = try attributes(of: path) else { return }
    try setOwner(path, user: found.st_uid, group: found.st_gid)
    try SystemFailure.checkLibrary(fchmodat(root.number, path, found.st_mode & 0o7777, 0))
  }

  /// Of the directory that the layers below show at a path; nil when they show none. ELOOP for a symbolic link, which
  /// a directory here would hide.
  private func attributes(of path: String) throws(SystemFailure) -> stat? {
    for layer in layers {
      let number = roost_open(layer.number, path, ROOST_O_PATH | O_DIRECTORY, 0, ROOST_BENEATH)
      if number == -ENOENT { continue }
      if number == -ENOTDIR { return nil }
      let directory = try Descriptor(checking: number)
      var found = stat()
      try SystemFailure.checkLibrary(fstat(directory.number, &found))
      return found
    }
    return nil
  }
}
