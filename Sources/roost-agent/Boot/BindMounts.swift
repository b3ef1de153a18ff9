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
        let path = SandboxPath(mount.target).relative
        let target = try Descriptor(checking: roost_open(root.number, path, ROOST_O_PATH, 0, ROOST_BENEATH))
        try SystemFailure.check(roost_tree_attach(tree.number, target.number))
      }
    }
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
