import RoostModel

/// What the makers of a version still do for it, in a cell of a table.
enum SupportText {
  static func text(_ phase: SupportPhase?) -> String {
    guard let phase else { return "-" }
    return phase.phase.rawValue + (phase.until.map { phase.phase == .eol ? " since \($0)" : " until \($0)" } ?? "")
  }
}
