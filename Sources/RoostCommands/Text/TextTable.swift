/// Rows under a heading, in columns as wide as their widest cell. Nothing is padded at the end of a line.
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

  func text(_ style: TextStyle) -> String {
    let all = [heading.map { Cell($0, paint: style.bold) }] + rows
    let widths = heading.indices.map { column in all.map { $0[column].text.count }.max() ?? 0 }
    return all.map { row in line(row, widths: widths) }.joined()
  }

  private func line(_ row: [Cell], widths: [Int]) -> String {
    var line = ""
    var gap = 0
    for (cell, width) in zip(row, widths) {
      if !cell.text.isEmpty {
        line += String(repeating: " ", count: gap) + cell.paint(cell.text)
        gap = 0
      }
      gap += width - cell.text.count + 2
    }
    return line + "\n"
  }
}
