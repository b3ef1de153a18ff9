import CRoost
import Glibc
import RoostAgentProtocol

/// Directories and files of the host, held open from before anything covers them until they are put in place.
struct BindMounts {
  private let trees: [(mount: BootMount, tree: Descriptor)]

  /// `owners` are user namespaces by mount.
  init(_ mounts: [BootMount], owners: [Descriptor?]) throws(BootFailure) {
    var trees: [(BootMount, Descriptor)] = []
    for (mount, owner) in zip(mounts, owners) {
      trees.append((mount, try BindMounts.open(mount, owner)))
      owner?.close()
    }
    self.trees = trees
  }

  func attach(beneath root: Descriptor) throws(BootFailure) {
    for (mount, tree) in trees {
      try BootFailure.at(.mounts, "mounting \(mount.source) at \(mount.target)") { () throws(SystemFailure) in
        let target = try BindMounts.place(SandboxPath(mount.target), for: tree, beneath: root)
        try SystemFailure.check(roost_tree_attach(tree.number, target.number))
      }
    }
  }

  /// The scaffold has one, but a temporary file system covers what is below its own.
  private static func place(
    _ path: SandboxPath, for tree: Descriptor, beneath root: Descriptor
  ) throws(SystemFailure) -> Descriptor {
    let number = roost_open(root.number, path.relative, ROOST_O_PATH, 0, ROOST_BENEATH)
    guard number == -ENOENT, path.isTemporary else { return try Descriptor(checking: number) }
    var (parent, found) = (root, stat())
    try SystemFailure.checkLibrary(fstat(tree.number, &found))
    let isDirectory = found.st_mode & S_IFMT == S_IFDIR
    for step in isDirectory ? path.components : path.components.dropLast() {
      if mkdirat(parent.number, step, 0o755) < 0, errno != EEXIST { throw .last }
      parent = try Descriptor(checking: roost_open(parent.number, step, ROOST_O_PATH | O_DIRECTORY, 0, ROOST_BENEATH))
    }
    if isDirectory { return parent }
    let flags = O_RDONLY | O_CREAT | O_EXCL | O_NOFOLLOW
    return try Descriptor.open(in: parent, path.components.last ?? "", flags, mode: 0o644)
  }

  private static func open(_ mount: BootMount, _ owner: Descriptor?) throws(BootFailure) -> Descriptor {
    try BootFailure.at(.mounts, "opening \(mount.source)") { () throws(SystemFailure) in
      let source = try Descriptor(checking: roost_open(AT_FDCWD, mount.source, ROOST_O_PATH, 0, ROOST_NO_SYMLINKS))
      let tree = try Descriptor(checking: roost_tree_clone(source.number, true))
      try SystemFailure.check(roost_tree_restrict(tree.number, mount.isReadOnly, true))
      if let owner { try SystemFailure.check(roost_tree_map(tree.number, owner.number)) }
      return tree
    }
  }
}
