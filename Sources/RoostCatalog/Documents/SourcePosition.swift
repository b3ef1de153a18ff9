/// A place in a text. Lines and columns count from 1; columns count Unicode scalars.
struct SourcePosition: Hashable, Sendable, Comparable {
  var line: Int
  var column: Int

  static let start = SourcePosition(line: 1, column: 1)

  static func < (left: SourcePosition, right: SourcePosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}
