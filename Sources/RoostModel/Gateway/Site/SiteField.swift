/// A header that a site adds to its files.
package struct SiteField: Sendable, Equatable {
  package let name: String
  package let value: String

  /// What frames a message, what the gateway knows better, and what reaches beyond the site itself.
  private static let refused: Set<String> = [
    "accept-ranges", "connection", "content-encoding", "content-length", "content-range", "date", "etag", "forwarded", "host",
    "keep-alive", "last-modified", "location", "server", "service-worker-allowed", "set-cookie", "te", "trailer",
    "transfer-encoding", "upgrade",
  ]

  /// `line` is trimmed.
  init(_ line: Substring) throws(SiteRuleFault) {
    guard let colon = line.firstIndex(of: ":") else { throw .field }
    name = try SiteField.name(SiteText.trimmed(line[..<colon]))
    value = String(SiteText.trimmed(line[colon...].dropFirst()))
    guard !value.isEmpty, value.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || $0 == 0x09 }) else { throw .fieldValue }
  }

  static func name(_ text: Substring) throws(SiteRuleFault) -> String {
    guard !text.isEmpty, text.utf8.count <= 100,
      text.utf8.allSatisfy({ SiteText.isAlphanumeric($0) || $0 == UInt8(ascii: "-") })
    else { throw .fieldName(String(text.prefix(100))) }
    let name = text.lowercased()
    guard !refused.contains(name), !name.hasPrefix("proxy-"), !name.hasPrefix("x-roost-") else {
      throw .fieldRefused(String(text))
    }
    return String(text)
  }
}
