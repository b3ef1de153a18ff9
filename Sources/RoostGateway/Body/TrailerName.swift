/// The name of a trailer field as its bytes arrive (RFC 9110, 6.5.1).
struct TrailerName {
  /// In lower case.
  private var bytes: [UInt8] = []

  private static let maximum = 128

  /// Returns whether the byte may stand in a name.
  mutating func take(_ byte: UInt8) -> Bool {
    guard Token.contains(byte), bytes.count < TrailerName.maximum else { return false }
    bytes.append(lowercased(byte))
    return true
  }

  func isAllowed(by rule: TrailerRule) -> Bool { !bytes.isEmpty && rule.allows(String(decoding: bytes, as: UTF8.self)) }
}
