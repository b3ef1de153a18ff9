import FoundationEssentials

/// Whether and where a redirect may be followed. Pure.
enum RedirectRule {
  static let longestChain = 5

  /// The address to ask next. `nil` when the answer is none that redirects.
  static func next(after status: UInt, location: String?, from address: String, followed: Int) throws(FetchInterruption)
    -> String?
  {
    guard [301, 302, 303, 307, 308].contains(status) else { return nil }
    guard followed < longestChain else { throw .final("the server redirects more than \(longestChain) times") }
    guard let location, let next = WebAddress.absolute(location, relativeTo: address, user: nil) else {
      throw .final("the server redirects to nowhere")
    }
    guard !isProtected(address) || isProtected(next) else {
      throw .final("the server redirects from https to an address that is not protected")
    }
    return next
  }

  /// Whether credentials for one address may be sent to the other.
  static func isSameOrigin(_ one: String, _ other: String) -> Bool {
    guard let first = URL(string: one), let second = URL(string: other) else { return false }
    return first.scheme == second.scheme && first.host() == second.host() && first.port == second.port
  }

  private static func isProtected(_ address: String) -> Bool { address.lowercased().hasPrefix("https://") }
}
