import NIOCore
import RoostModel

/// Who is at the other end of a connection: a client, or a proxy that speaks for many.
struct Peer: Sendable {
  /// `unknown` where there is none.
  let text: String
  let address: IPAddress?
  /// What it says of its clients is believed.
  let isTrusted: Bool

  init(_ socket: SocketAddress?, _ proxies: TrustedProxies) {
    text = socket?.ipAddress ?? "unknown"
    address = IPAddress(text)
    isTrusted = proxies.trusts(address)
  }
}
