import CRoost
import RoostAgentProtocol

/// The host's end of a sandbox's network. Both ends disappear with the sandbox.
struct HostNetwork {
  static let guestInterface = "eth0"

  private let network: BootNetwork

  init(_ network: BootNetwork) { self.network = network }

  func make(for pid: Int32) throws(BootFailure) {
    let name = network.hostInterface
    if name == HostNetwork.guestInterface {
      try BootFailure.check(.network, "handing over \(name)", roost_link_move(name, pid))
      return
    }
    try BootFailure.check(.network, "making \(name)", roost_link_pair(name, HostNetwork.guestInterface, pid))
    do throws(BootFailure) {
      try BootFailure.check(
        .network, "addressing \(name)", roost_address_add(name, network.hostAddress, network.prefixLength))
      try BootFailure.check(.network, "switching \(name) on", roost_link_up(name, true))
    } catch {
      _ = roost_link_remove(name)
      throw error
    }
  }
}
