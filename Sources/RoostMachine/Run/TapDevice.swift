import CRoost
import RoostAgentClient
import RoostModel
import RoostSystem
import SystemPackage

/// The host's end of a machine's network: a card that is there as long as QEMU has its other end open.
enum TapDevice {
  /// Blocking. Needs root.
  static func make(for id: EnvironmentID, _ link: NetworkLink) throws(Problem) -> OwnedDescriptor {
    let name = BootPlan.interfaceName(of: id)
    let tap = OwnedDescriptor(owning: try check(roost_tap_open(name), "make the network card \(name)"))
    try check(roost_address_add(name, link.host.bytes, NetworkLink.prefixLength), "give \(name) an address")
    try refuseForeignSources(name)
    try check(roost_link_up(name, true), "switch \(name) on")
    return tap
  }

  /// Whoever has a kernel of his own can write any sender's address: what claims to come from a neighbour is dropped.
  private static func refuseForeignSources(_ name: String) throws(Problem) {
    do throws(Errno) {
      try KernelFile.write("1\n", to: FilePath("/proc/sys/net/ipv4/conf/\(name)/rp_filter"))
    } catch { throw .system(error, "have \(name) refuse foreign senders") }
  }

  @discardableResult
  private static func check(_ result: Int32, _ activity: String) throws(Problem) -> Int32 {
    if result < 0 { throw .system(Errno(rawValue: -result), activity) }
    return result
  }
}
