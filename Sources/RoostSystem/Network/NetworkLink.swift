/// The four addresses between the host and one environment.
package struct NetworkLink: Hashable, Sendable {
  package let index: Int
  package let network: IPv4Address
  package static let prefixLength: UInt8 = 30

  init(index: Int, network: IPv4Address) {
    self.index = index
    self.network = network
  }

  package var host: IPv4Address { IPv4Address(network.number + 1) }
  package var guest: IPv4Address { IPv4Address(network.number + 2) }
}
