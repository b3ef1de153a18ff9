import CRoost
import Glibc
import RoostAgentProtocol
import RoostSystem

/// Whether a directory of the host can be shown in a sandbox as somebody else's.
package enum MountOwnership {
  /// Tries it without mounting anything: it takes root, and file systems that can, all that is mounted below included. Blocking.
  package static func canChange(at path: String) -> Bool {
    let map = OwnerMap(outside: 0, inside: 1).text
    guard let source = opened(roost_open(AT_FDCWD, path, ROOST_O_PATH, 0, ROOST_NO_SYMLINKS)),
      let tree = opened(roost_tree_clone(source.number, true)), let owners = opened(roost_user_namespace(map, map))
    else { return false }
    return roost_tree_map(tree.number, owners.number) >= 0
  }

  private static func opened(_ result: Int32) -> OwnedDescriptor? { result < 0 ? nil : OwnedDescriptor(owning: result) }
}
