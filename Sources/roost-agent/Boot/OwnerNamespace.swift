import CRoost
import Glibc
import RoostAgentProtocol

/// The user namespace by which a mount shows files of one owner as those of the sandbox's user.
enum OwnerNamespace {
  static func open(for owner: BootOwner, user: UInt32, group: UInt32) throws(BootFailure) -> Descriptor {
    let users = OwnerMap(outside: owner.user, inside: user).text
    let groups = OwnerMap(outside: owner.group, inside: group).text
    return Descriptor(
      try BootFailure.check(.identity, "mapping users \(owner.user) and \(user)", roost_user_namespace(users, groups)))
  }
}
