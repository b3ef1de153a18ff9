/// The name of a trailer field as its bytes arrive. Names that frame or route a message are not allowed after it.
struct TrailerName {
  private var bytes: [UInt8] = []

  private static let maximum = 128
  private static let refused: Set<String> = [
    "content-length", "transfer-encoding", "host", "connection", "trailer", "te", "upgrade", "authorization", "cookie",
    "set-cookie", "content-encoding", "content-type", "content-range",
  ]

  /// Returns whether the byte may stand in a name.
  mutating func take(_ byte: UInt8) -> Bool {
    guard Token.contains(byte), bytes.count < TrailerName.maximum else { return false }
    bytes.append(lowercased(byte))
    return true
  }

  var isAllowed: Bool { !bytes.isEmpty && !TrailerName.refused.contains(String(decoding: bytes, as: UTF8.self)) }
}
