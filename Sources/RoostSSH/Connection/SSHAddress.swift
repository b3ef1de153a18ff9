package import RoostModel

/// A host and how to log in there: `ssh://[user@]host[:port]`. What is left out, `~/.ssh/config` decides.
package struct SSHAddress: Hashable, Sendable, CustomStringConvertible {
  package let user: String?
  /// A name, an alias of `~/.ssh/config`, or an address; one of IPv6 without brackets.
  package let host: String
  package let port: UInt16?

  private static let scheme = "ssh://"
  private static let longestHost = 253
  private static let longestUser = 64

  /// Refuses whatever could be taken for an option or a second word of a command.
  package init(_ text: String) throws(Problem) {
    guard text.hasPrefix(SSHAddress.scheme) else { throw SSHAddress.refused(text, "it does not begin with ssh://") }
    var rest = text.dropFirst(SSHAddress.scheme.count)
    if rest.hasSuffix("/") { rest = rest.dropLast() }
    let halves = rest.split(separator: "@", omittingEmptySubsequences: false)
    guard halves.count <= 2, let place = halves.last else { throw SSHAddress.refused(text, "it has more than one @") }
    user = halves.count == 2 ? String(halves[0]) : nil
    (host, port) = try SSHAddress.split(place, of: text)
    if let user, !SSHAddress.isUser(user) {
      throw SSHAddress.refused(text, "its user may hold letters, digits, '.', '_' and '-' alone, and no password")
    }
    guard SSHAddress.isHost(host) else { throw SSHAddress.refused(text, "its host is neither a name nor an address") }
  }

  package var description: String {
    let place = host.contains(":") ? "[\(host)]" : host
    return SSHAddress.scheme + (user.map { "\($0)@" } ?? "") + place + (port.map { ":\($0)" } ?? "")
  }

  /// As `ssh` takes it on its command line: for hints.
  var commandLine: String { (["ssh"] + options + [host]).joined(separator: " ") }

  var options: [String] { (port.map { ["-p", "\($0)"] } ?? []) + (user.map { ["-l", $0] } ?? []) }

  private static func split(_ place: Substring, of text: String) throws(Problem) -> (String, UInt16?) {
    let isBracketed = place.hasPrefix("[")
    let parts =
      isBracketed
      ? place.dropFirst().split(separator: "]", maxSplits: 1, omittingEmptySubsequences: false)
      : place.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let host = parts.first, !isBracketed || (parts.count == 2 && host.contains(":")) else {
      throw refused(text, "its brackets hold no IPv6 address")
    }
    guard let tail = parts.dropFirst().first, !(isBracketed && tail.isEmpty) else { return (String(host), nil) }
    let digits = isBracketed ? tail.dropFirst() : tail
    let isNumber = digits.utf8.allSatisfy { (48...57).contains($0) } && (!isBracketed || tail.first == ":")
    guard isNumber, let port = UInt16(digits), port > 0 else { throw refused(text, "its port is not a number up to 65535") }
    return (String(host), port)
  }

  private static func isUser(_ text: String) -> Bool {
    (1...longestUser).contains(text.utf8.count) && !text.hasPrefix("-") && text.utf8.allSatisfy { isPlain($0) }
  }

  private static func isHost(_ text: String) -> Bool {
    guard (1...longestHost).contains(text.utf8.count), !text.hasPrefix("-") else { return false }
    guard text.contains(":") else { return text.utf8.allSatisfy { isPlain($0) } }
    return text.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static func refused(_ text: String, _ reason: String) -> Problem {
    Problem(
      .usageInvalid, "\(text.debugDescription.prefix(200)) is not the address of a host: \(reason)",
      hint: "write it like ssh://deploy@example.org:22, and everything else into ~/.ssh/config")
  }
}
