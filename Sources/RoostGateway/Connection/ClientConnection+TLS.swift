import NIOCore
import RoostModel

extension ClientConnection {
  /// The same address with TLS, with the same method and body.
  func redirectToTLS(_ head: RequestHead, _ port: Int, _ bytes: inout ByteBuffer) {
    let (host, target) = bytes.withUnsafeReadableBytes {
      (HostRules.name(of: askedHost(head, $0.bytes)), head.target.text(in: $0.bytes))
    }
    bytes.moveReaderIndex(forwardBy: head.end)
    guard !host.isEmpty else { return answer(.needsTLS) }
    let place = port == 443 ? host : "\(host):\(port)"
    answer(Answer(status: 308, fields: [(name: "Location", value: "https://\(place)\(target)")]))
  }

  /// Returns whether the gateway answers challenges at all.
  func answerChallenge(_ head: RequestHead, _ bytes: inout ByteBuffer) -> Bool {
    guard let site = loop.challenges else { return false }
    if AcmeChallenge.isWellFormed(bytes.withUnsafeReadableBytes({ head.path.text(in: $0.bytes) })) {
      serve(head, from: site, skipping: 0, edit: nil, &bytes)
    } else {
      answer(.noSuchFile, &bytes)
    }
    return true
  }

  /// The line that tells browsers to use nothing but TLS from now on; empty where that was not asked for.
  var strictTransportLine: [UInt8] { scheme == .https ? route?.strictTransportLine ?? [] : [] }
}

extension Page {
  static let needsTLS = Page(
    status: 403, title: "HTTPS is required", message: "This app is served with TLS alone.",
    hint: "Use its https:// address.", code: "gateway.https-required")
}
