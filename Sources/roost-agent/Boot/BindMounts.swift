import CRoost
import Glibc
import RoostAgentProtocol

/// Directories and files of the host, held open from before anything covers them until they are put in place.
struct BindMounts {
  private let trees: [(mount: BootMount, tree: Descriptor)]

  init(_ mounts: [BootMount]) throws(BootFailure) {
    var trees: [(BootMount, Descriptor)] = []
    for mount in mounts { trees.append((mount, try BindMounts.open(mount))) }
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

  private static func open(_ mount: BootMount) throws(BootFailure) -> Descriptor {
    try BootFailure.at(.mounts, "opening \(mount.source)") { () throws(SystemFailure) in
      let source = try Descriptor(checking: roost_open(AT_FDCWD, mount.source, ROOST_O_PATH, 0, ROOST_NO_SYMLINKS))
      let tree = try Descriptor(checking: roost_tree_clone(source.number, true))
      try SystemFailure.check(roost_tree_restrict(tree.number, mount.isReadOnly, true))
      return tree
    }
  }
}
