/// Rows under a heading, in columns as wide as their widest cell. On a terminal a line always fits: columns that can be spared
/// are left out first, then the widest are cut. Nothing is padded at the end of a line.
struct TextTable {
  /// A cell's text and how it is painted; painting does not count for the width.
  struct Cell: ExpressibleByStringInterpolation {
    var text: String
    var paint: (String) -> String = { $0 }

    init(_ text: String, paint: @escaping (String) -> String = { $0 }) {
      self.text = text
      self.paint = paint
    }
    init(stringLiteral text: String) { self.init(text) }
  }

  var heading: [String]
  var rows: [[Cell]]
  /// Headings of columns that are left out where a line would not fit, the first one first.
  var spared: [String] = []

  func text(_ style: TextStyle) -> String {
    var all = [heading.map { Cell($0, paint: style.bold) }] + rows
    var widths = heading.indices.map { column in all.map { $0[column].text.count }.max() ?? 0 }
    if let limit = style.width { leaveOut(of: &all, &widths, until: limit) }
    let fitting = style.width.map { TextTable.fitted(widths, into: $0) } ?? widths
    return all.map { row in line(TextTable.cut(row, to: fitting), widths: fitting) }.joined()
  }

  private func leaveOut(of rows: inout [[Cell]], _ widths: inout [Int], until limit: Int) {
    var left = heading
    for name in spared where TextTable.length(widths) > limit {
      guard let column = left.firstIndex(of: name) else { continue }
      left.remove(at: column)
      widths.remove(at: column)
      for row in rows.indices { rows[row].remove(at: column) }
    }
  }

  private static func length(_ widths: [Int]) -> Int { widths.reduce(0, +) + gap * (widths.count - 1) }

  /// No column is cut below the first of these, or where that is not enough, the next.
  private static let narrowest = [12, 4, 1]
  private static let gap = 2

  private static func fitted(_ widths: [Int], into limit: Int) -> [Int] {
    narrowest.reduce(widths) { fitted($0, into: limit, above: $1) }
  }

  private static func fitted(_ widths: [Int], into limit: Int, above narrowest: Int) -> [Int] {
    var widths = widths
    var excess = length(widths) - limit
    while excess > 0, let widest = widths.max(), widest > narrowest, let column = widths.firstIndex(of: widest) {
      // Down to the next widest, so that several wide columns share the loss.
      let next = widths.filter { $0 < widest }.max() ?? 0
      let loss = min(excess, max(1, widest - max(next, narrowest)))
      widths[column] -= loss
      excess -= loss
    }
    return widths
  }

  private static func cut(_ row: [Cell], to widths: [Int]) -> [Cell] {
    zip(row, widths).map { cell, width in
      guard cell.text.count > width else { return cell }
      return Cell(cell.text.prefix(max(0, width - 1)) + "…", paint: cell.paint)
    }
  }

  private func line(_ row: [Cell], widths: [Int]) -> String {
    var line = ""
    var gap = 0
    for (cell, width) in zip(row, widths) {
      if !cell.text.isEmpty {
        line += String(repeating: " ", count: gap) + cell.paint(cell.text)
        gap = 0
      }
      gap += width - cell.text.count + TextTable.gap
    }
    return line + "\n"
  }
}
