/// Which pages of other origins may ask an app (CORS).
package struct CrossOrigin: Codable, Sendable, Equatable {
  /// `https://shop.example.com`, or `*` alone for every page.
  package var origins: [String]
  package var methods: [String]
  /// Request fields beyond the simple ones.
  package var headers: [String]
  /// Response fields that scripts may read beyond the simple ones.
  package var exposed: [String]
  package var credentials: Bool
  /// Seconds that a browser may remember the answer.
  package var maxAge: Int

  package init(origins: [String], methods: [String], headers: [String], exposed: [String], credentials: Bool, maxAge: Int) {
    self.origins = origins
    self.methods = methods
    self.headers = headers
    self.exposed = exposed
    self.credentials = credentials
    self.maxAge = maxAge
  }

  package var allowsEveryone: Bool { origins == ["*"] }

  /// `scheme://host` with a port where it is not the usual one, as browsers write it.
  package static func isOrigin(_ text: String) -> Bool {
    guard let end = text.firstRange(of: "://"), ["http", "https"].contains(text[..<end.lowerBound]) else { return false }
    let parts = text[end.upperBound...].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let host = String(parts.first ?? "")
    guard host == "localhost" || IPAddress(host) != nil || (RouteHost(host).map { !$0.isWildcard } ?? false),
      host == host.lowercased()
    else { return false }
    return parts.count == 1 || (UInt16(parts[1]).map { String($0) == parts[1] && $0 > 0 } ?? false)
  }
}
