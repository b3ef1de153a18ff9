/// Rows of a table. Columns of numbers are set to the right.
struct DataTable {
  enum Column {
    case text(String)
    case number(String)
    /// Buttons, without a title.
    case action

    var title: String {
      switch self {
      case .text(let title), .number(let title): title
      case .action: ""
      }
    }
  }

  let kind: String
  let caption: String
  let columns: [Column]
  private var rows = HTML()

  /// - Parameter kind: the class that says which columns a narrow window leaves out.
  init(_ kind: String, caption: String, _ columns: [Column]) {
    self.kind = kind
    self.caption = caption
    self.columns = columns
  }

  var isEmpty: Bool { rows.isEmpty }

  /// - Parameter filter: the text that a search looks at.
  mutating func add(id: String? = nil, filter: String? = nil, _ cells: [HTML]) {
    let row = Tag.tr(id.map { .id($0) }, filter.map { Attribute("data-filter", $0) }) {
      for (index, cell) in cells.enumerated() { self.cell(cell, index) }
    }
    rows.append(row)
  }

  private func cell(_ content: HTML, _ index: Int) -> HTML {
    switch columns[index] {
    case .text: Tag.td { content }
    case .number: Tag.td(.class("n")) { content }
    case .action: Tag.td(.class("act")) { content }
    }
  }

  var html: HTML {
    Tag.div(.class("scroll"), Attribute("tabindex", 0), Attribute("role", "region"), .label(caption)) {
      Tag.table(.class(kind)) {
        Tag.thead {
          Tag.tr {
            for column in columns { head(column) }
          }
        }
        Tag.tbody { rows }
      }
    }
  }

  private func head(_ column: Column) -> HTML {
    if case .action = column { return Tag.td() }
    if case .number = column { return Tag.th(Attribute("scope", "col"), .class("n")) { column.title } }
    return Tag.th(Attribute("scope", "col")) { column.title }
  }
}
