import CRoost
import Glibc
import RoostAgentProtocol
import RoostModel
import RoostSystem
import SystemPackage

/// A directory of this host that a machine is shown, held open.
struct SharedDirectory {
  let mount: BindMount
  /// Who the environment is, when this process may be anybody.
  let user: UInt32?

  /// Blocking. With root it is a mount of its own: without set-uid programs and devices, for reading alone when asked, and with
  /// its files shown as the environment's.
  func open() throws(Problem) -> OwnedDescriptor {
    let source = try check(roost_open(AT_FDCWD, mount.source, ROOST_O_PATH, 0, ROOST_NO_SYMLINKS), "open")
    guard let user else { return source }
    let tree = try check(roost_tree_clone(source.number, true), "hold")
    let restricted = roost_tree_restrict(tree.number, mount.readOnly, true)
    if restricted < 0 { throw problem("restrict", restricted) }
    guard let owner = mount.owner else { return tree }
    let (users, groups) = (OwnerMap(outside: owner.user, inside: user), OwnerMap(outside: owner.group, inside: user))
    let owners = try check(roost_user_namespace(users.text, groups.text), "map the users of")
    let result = roost_tree_map(tree.number, owners.number)
    if result < 0 { throw problem("show as somebody else's", result) }
    return tree
  }

  private func check(_ result: Int32, _ activity: String) throws(Problem) -> OwnedDescriptor {
    if result < 0 { throw problem(activity, result) }
    return OwnedDescriptor(owning: result)
  }

  private func problem(_ activity: String, _ result: Int32) -> Problem {
    .system(Errno(rawValue: -result), "\(activity) \(mount.source)")
  }
}
