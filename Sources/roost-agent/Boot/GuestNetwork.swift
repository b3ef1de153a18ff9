import CRoost
import RoostAgentProtocol

/// The network as the sandbox sees it: loopback, and `eth0` when there is more.
struct GuestNetwork {
  private let network: BootNetwork?

  init(_ network: BootNetwork?) { self.network = network }

  func configure() throws(BootFailure) {
    try BootFailure.check(.network, "switching lo on", roost_link_up("lo", false))
    guard let network else { return }
    let name = HostNetwork.guestInterface
    try BootFailure.check(
      .network, "addressing \(name)", roost_address_add(name, network.guestAddress, network.prefixLength))
    try BootFailure.check(.network, "switching \(name) on", roost_link_up(name, true))
    if let gateway = network.gateway {
      try BootFailure.check(.network, "making the default route", roost_route_default(gateway))
    }
  }
}
