import FoundationEssentials

/// The plain alphabet of RFC 4648, with or without padding.
enum Base64 {
  /// `nil` for anything else.
  static func decode(_ text: Substring) -> [UInt8]? {
    let digits = text.prefix { $0 != "=" }
    let missing = (4 - digits.utf8.count % 4) % 4
    let padded = digits + String(repeating: "=", count: missing)
    // The decoder takes padding in the middle; nobody means that.
    guard missing < 3, text == digits || text == padded else { return nil }
    return Data(base64Encoded: String(padded)).map { [UInt8]($0) }
  }
}
