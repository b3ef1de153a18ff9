import NIOCore
import RoostModel

/// Requests that came through a proxy which is trusted to say for whom.
extension ClientConnection {
  /// A request head is complete at the start of `bytes`.
  func believePeer(_ bytes: ByteBuffer) {
    let lines = machine.scanner.drops
    let word = bytes.withUnsafeReadableBytes { ProxyWord(lines, in: $0.bytes, from: peer, loop.proxies) }
    become(word)
  }

  /// Whom limits count the request at hand for.
  var clientKey: ClientKey { peer.guest == nil ? ClientKey(address) : peer.key }

  /// The host that the client asked for, with its port: for what is told to it. Routes are found by Host alone.
  func askedHost(_ head: RequestHead, _ bytes: Bytes) -> String {
    publicHost.map { String(decoding: $0, as: UTF8.self) } ?? head.host.text(in: bytes)
  }
}
