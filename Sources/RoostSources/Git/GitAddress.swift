package import RoostModel

/// Where a repository is, taken apart and judged: what git is given holds nothing that it could take for an option, a
/// program or a protocol of another kind. Pure.
package struct GitAddress: Sendable, Equatable {
  package enum Transport: String, Sendable { case https, http, ssh, file }

  package let transport: Transport
  /// Empty for a path.
  package let host: String
  package let port: Int?
  package let user: String?
  /// Begins with a slash.
  package let path: String

  private static let longest = 2000

  /// `https://host/user/repo.git`, `ssh://git@host/repo`, `git@host:user/repo`, `file:///path`, `github:user/repo`.
  package init(_ text: String) throws(Problem) {
    guard text.utf8.count <= GitAddress.longest, !text.isEmpty, !text.hasPrefix("-"),
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") })
    else { throw GitAddress.wrong(text) }
    if let scheme = text.firstRange(of: "://") {
      try self.init(scheme: text[..<scheme.lowerBound].lowercased(), rest: text[scheme.upperBound...], text: text)
    } else if let short = GitAddress.forge(text) {
      try self.init(scheme: "https", rest: short[...], text: text)
    } else if let colon = text.firstIndex(of: ":"), !text[..<colon].contains("/") {
      // As scp writes it.
      try self.init(scheme: "ssh", rest: "\(text[..<colon])/\(text[text.index(after: colon)...])"[...], text: text)
    } else {
      throw GitAddress.wrong(text)
    }
  }

  private init(scheme: String, rest: Substring, text: String) throws(Problem) {
    guard let transport = Transport(rawValue: scheme), let slash = rest.firstIndex(of: "/") else { throw GitAddress.wrong(text) }
    self.transport = transport
    var authority = rest[..<slash]
    var user: String?
    if let at = authority.lastIndex(of: "@") {
      let named = authority[..<at]
      guard !named.contains(":") else {
        throw Problem(
          .usageInvalid, "the address holds a password, which would end up in logs",
          hint: "put the token into a file: roost deploy URL --token-file FILE")
      }
      user = String(named)
      authority = authority[authority.index(after: at)...]
    }
    self.user = user
    var port: Int?
    if let colon = authority.lastIndex(of: ":"), !authority.hasSuffix("]") {
      guard let number = Int(authority[authority.index(after: colon)...]), (1...65535).contains(number) else {
        throw GitAddress.wrong(text)
      }
      port = number
      authority = authority[..<colon]
    }
    self.port = port
    host = String(authority).lowercased()
    path = String(rest[slash...])
    guard isPlain else { throw GitAddress.wrong(text) }
  }

  private var isPlain: Bool {
    let pathBytes = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._~/+%@=,-".utf8)
    let hostBytes = Set("abcdefghijklmnopqrstuvwxyz0123456789.-".utf8)
    let userBytes = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-".utf8)
    guard path.utf8.count > 1, path.utf8.allSatisfy(pathBytes.contains), !path.split(separator: "/").contains("..") else {
      return false
    }
    if let user, user.isEmpty || user.hasPrefix("-") || !user.utf8.allSatisfy(userBytes.contains) { return false }
    if transport == .file { return host.isEmpty && user == nil && port == nil }
    if host.hasPrefix("["), host.hasSuffix("]") { return IPAddress(String(host.dropFirst().dropLast())) != nil }
    return !host.isEmpty && !host.hasPrefix("-") && host.utf8.allSatisfy(hostBytes.contains)
  }

  /// What git is given.
  package var url: String {
    let at = user.map { "\($0)@" } ?? ""
    return "\(transport.rawValue)://\(at)\(host)\(port.map { ":\($0)" } ?? "")\(path)"
  }

  /// The last part of the path, without `.git`.
  package var name: String {
    let last = path.split(separator: "/").last.map(String.init) ?? ""
    return last.hasSuffix(".git") ? String(last.dropLast(4)) : last
  }

  /// `owner/name` in lower case, as forges write it: what a webhook's repository must be.
  package var repository: String {
    let parts = path.split(separator: "/").suffix(2).joined(separator: "/").lowercased()
    return parts.hasSuffix(".git") ? String(parts.dropLast(4)) : parts
  }

  private static func forge(_ text: String) -> String? {
    for (prefix, host) in [("github:", "github.com"), ("gitlab:", "gitlab.com"), ("codeberg:", "codeberg.org")] {
      guard text.hasPrefix(prefix) else { continue }
      let rest = text.dropFirst(prefix.count)
      // Without an owner it names no repository of the forge, and no host either.
      guard rest.split(separator: "/", omittingEmptySubsequences: false).count >= 2 else { return "" }
      return "\(host)/\(rest)" + (rest.hasSuffix(".git") ? "" : ".git")
    }
    return nil
  }

  private static func wrong(_ text: String) -> Problem {
    Problem(
      .usageInvalid, "\(SourceText.line(text, atMost: 80).debugDescription) is no address of a git repository that Roost takes",
      hint: "name one such as https://HOST/USER/REPO.git, git@HOST:USER/REPO.git or github:USER/REPO")
  }
}
