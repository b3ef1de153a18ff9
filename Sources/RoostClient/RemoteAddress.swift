package import RoostModel

/// Where a daemon is asked over the network: `https://host`, or plain `http` on this machine itself. Whatever was typed for it, one
/// place has one text.
package struct RemoteAddress: Sendable, Equatable {
  package let isSecure: Bool
  /// In lower case; an address of IPv6 in its brackets.
  package let host: String
  /// `nil` is the scheme's own.
  package let port: Int?

  package var text: String { (isSecure ? "https://" : "http://") + host + (port.map { ":\($0)" } ?? "") }

  /// Without a scheme it is `https`.
  package init(_ text: String) throws(Problem) {
    var rest = text[...]
    var scheme = "https"
    if let mark = text.firstRange(of: "://") {
      scheme = text[..<mark.lowerBound].lowercased()
      rest = text[mark.upperBound...]
    }
    if rest.hasSuffix("/") { rest = rest.dropLast() }
    guard scheme == "https" || scheme == "http", let (host, port) = RemoteAddress.split(rest) else {
      throw Problem(
        .usageInvalid, "\(String(text.prefix(200)).debugDescription) is no address of a daemon",
        hint: "name its scheme, host and port alone: https://roost.example.com:7443")
    }
    isSecure = scheme == "https"
    self.host = host
    self.port = port == (isSecure ? 443 : 80) ? nil : port
    guard isSecure || RemoteAddress.isLoopback(host) else {
      throw Problem(
        .usageInvalid, "over http everybody on the way reads the token",
        hint: "let a proxy speak TLS before it: roost login https://\(host)\(port.map { ":\($0)" } ?? "")")
    }
  }

  /// Names and addresses that do not leave this machine.
  private static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host.hasSuffix(".localhost") { return true }
    let bare = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
    return IPAddress(bare)?.isLoopback == true
  }

  private static func split(_ text: Substring) -> (host: String, port: Int?)? {
    var host = text[...]
    var port: Int?
    let end = text.hasPrefix("[") ? text.lastIndex(of: "]") ?? text.startIndex : text.startIndex
    if let colon = text[end...].firstIndex(of: ":") {
      let digits = text[text.index(after: colon)...]
      guard digits.utf8.allSatisfy(ASCII.isDigit), let number = Int(digits), (1...65_535).contains(number) else { return nil }
      port = number
      host = text[..<colon]
    }
    let name = host.lowercased()
    return isHost(name) ? (name, port) : nil
  }

  private static func isHost(_ name: String) -> Bool {
    if name.hasPrefix("[") { return name.hasSuffix("]") && IPAddress(String(name.dropFirst().dropLast())) != nil }
    guard (1...253).contains(name.utf8.count), !name.hasPrefix("-"), !name.hasPrefix(".") else { return false }
    return name.utf8.allSatisfy { ASCII.isLabel($0) || $0 == UInt8(ascii: ".") }
  }
}
