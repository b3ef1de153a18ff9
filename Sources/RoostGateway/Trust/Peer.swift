import NIOCore
import RoostModel

/// Who is at the other end of a connection: a client, or a proxy that speaks for many.
struct Peer: Sendable {
  /// `unknown` where there is none.
  let text: String
  let address: IPAddress?
  /// What it says of its clients is believed.
  let isTrusted: Bool
  /// An app of this machine, whatever the address of its end.
  var guest: GatewayGuest?

  init(_ socket: SocketAddress?, _ proxies: TrustedProxies) {
    text = socket?.ipAddress ?? "unknown"
    address = IPAddress(text)
    isTrusted = proxies.trusts(address)
  }

  init(_ guest: GatewayGuest) {
    self.guest = guest
    text = guest.name.text
    address = nil
    isTrusted = false
  }

  var key: ClientKey { guest.map { ClientKey($0.name) } ?? ClientKey(address) }
}
