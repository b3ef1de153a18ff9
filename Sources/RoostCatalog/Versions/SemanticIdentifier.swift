/// One of the parts between the dots of a pre-release: `rc` and `1` in `2.0.0-rc.1`.
enum SemanticIdentifier: Hashable, Sendable {
  case number(Int)
  case text(String)

  /// Orders pre-releases of the same version as semver.org 2.0.0 section 11 does; no identifiers is the final version.
  static func compare(_ left: [SemanticIdentifier], _ right: [SemanticIdentifier]) -> Int {
    if left.isEmpty || right.isEmpty { return (left.isEmpty ? 1 : 0) - (right.isEmpty ? 1 : 0) }
    for (one, other) in zip(left, right) {
      let order = compare(one, other)
      if order != 0 { return order }
    }
    return left.count - right.count
  }

  private static func compare(_ left: SemanticIdentifier, _ right: SemanticIdentifier) -> Int {
    switch (left, right) {
    case (.number(let one), .number(let other)): one == other ? 0 : (one < other ? -1 : 1)
    case (.number, .text): -1
    case (.text, .number): 1
    case (.text(let one), .text(let other)): one == other ? 0 : (one < other ? -1 : 1)
    }
  }
}
