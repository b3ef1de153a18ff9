import RoostModel

/// Reads `gateway.https`.
enum SecureTransportReader {
  static let keys = ["https"]

  static func read(_ gateway: ObjectReader, into route: inout RouteSettings) throws(DocumentFault) {
    guard let reader = try gateway.object("https", knownKeys: ["redirect", "hsts"]) else { return }
    var transport = SecureTransport(redirect: try reader.flag("redirect"))
    if let text = try reader.text("hsts") {
      guard let seconds = DurationText.seconds(text) else {
        throw reader.fault("hsts", "must be a time such as 180d, 12h or 0, two years at most, not \(text.debugDescription)")
      }
      transport.hsts = seconds
    }
    route.https = transport
  }
}
