import RoostModel

/// The gems that a Gemfile names, which is Ruby code: only lines `gem "name"` are understood.
struct RubyGems: Equatable, Sendable {
  private let gems: [String: Evidence]

  /// `nil` without a Gemfile.
  init?(_ tree: ProjectTree) throws(Problem) {
    guard let text = try tree.text("Gemfile") else { return nil }
    var gems: [String: Evidence] = [:]
    for (number, line) in SourceLines.of(text, comment: "#") {
      guard let match = line.firstMatch(of: /^\s*gem[\s(]+["']([\w.-]+)["']/) else { continue }
      let name = String(match.1)
      gems[name] = gems[name] ?? Evidence(file: "Gemfile", line: number, says: "asks for the gem \(name.prefix(60))")
    }
    self.gems = gems
  }

  var isEmpty: Bool { gems.isEmpty }

  /// The first of these that is asked for.
  func first(of names: [String]) -> Stated<String>? {
    names.lazy.compactMap { name in gems[name].map { Stated(name, by: $0) } }.first
  }

  func has(_ name: String) -> Bool { gems[name] != nil }
}
