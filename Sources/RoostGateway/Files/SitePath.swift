import RoostModel

/// A request's path as names below a site's root, decoded once. Names that hide or climb are not accepted.
struct SitePath: Equatable {
  let names: [String]
  /// The path ends in `/`, or is empty.
  let isDirectory: Bool

  private static let maximumName = 255
  private static let maximumDepth = 64
  /// Rules for the gateway, not for the world.
  private static let rules = [[SiteRules.redirectsFile], [SiteRules.headersFile]]

  /// `path` begins with `/`. `nil` when no file can be meant.
  init?(_ path: String) {
    var names: [String] = []
    for part in path.split(separator: "/", omittingEmptySubsequences: true) {
      guard let name = PathSegment.decode(part), SitePath.isServed(name) else { return nil }
      names.append(name)
    }
    guard names.count <= SitePath.maximumDepth, !SitePath.rules.contains(names) else { return nil }
    self.names = names
    isDirectory = path.hasSuffix("/") || names.isEmpty
  }

  private init(names: [String]) {
    self.names = names
    isDirectory = false
  }

  static let index = SitePath(names: ["index.html"])
  /// A site's own page for what it does not have.
  static let missing = SitePath(names: ["404.html"])

  /// The files that may be meant, in the order of preference.
  var candidates: [SitePath] {
    guard !isDirectory, let last = names.last else { return [SitePath(names: names + ["index.html"])] }
    return [SitePath(names: names), SitePath(names: names.dropLast() + [last + ".html"])]
  }

  /// `about.html` for `about/`.
  var page: SitePath? { names.last.map { SitePath(names: names.dropLast() + [$0 + ".html"]) } }

  /// Whether the last name looks like a file's, not like a page of an app that routes in the browser.
  var namesFile: Bool { names.last.map { $0.contains(".") } ?? false }

  private static func isServed(_ name: String) -> Bool {
    guard name.utf8.count <= maximumName, !name.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "/") })
    else {
      return false
    }
    return !name.hasPrefix(".") || name == ".well-known"
  }
}
