import FoundationEssentials
import RoostModel

/// Small truths about web addresses. Pure.
enum WebAddress {
  /// `user:password` of an address, as it is written there.
  static func userText(of address: String) -> String? {
    guard let scheme = address.firstRange(of: "://") else { return nil }
    let authority = address[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    return authority.lastIndex(of: "@").map { String(authority[..<$0]) }
  }

  static func user(of address: String) -> (name: String, password: String)? {
    guard let text = userText(of: address) else { return nil }
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map {
      PathSegment.decode($0) ?? String($0)
    }
    return (parts[0], parts.count > 1 ? parts[1] : "")
  }

  static func withoutUser(_ address: String) -> String {
    guard let text = userText(of: address), let range = address.firstRange(of: "://\(text)@") else { return address }
    return address[..<range.lowerBound] + "://" + address[range.upperBound...]
  }

  /// A link of a page as an address of its own. `user` goes along when it stays on the page's own host and scheme.
  static func absolute(_ link: String, relativeTo page: String, user: String?) -> String? {
    guard let base = URL(string: page), let url = URL(string: link, relativeTo: base)?.absoluteURL,
      url.scheme?.hasPrefix("http") == true
    else { return nil }
    let text = url.absoluteString
    guard let user, url.host() == base.host(), url.scheme == base.scheme, url.port == base.port, userText(of: text) == nil,
      let scheme = text.firstRange(of: "://")
    else { return text }
    return text[..<scheme.upperBound] + user + "@" + text[scheme.upperBound...]
  }
}
