/// Labelled values below each other, the labels in a column. A field without values is left out.
struct FieldList {
  private var fields: [(label: String, values: [String])] = []

  mutating func add(_ label: String, _ values: [String]) {
    if !values.isEmpty { fields.append((label, values)) }
  }

  mutating func add(_ label: String, _ value: String?) { add(label, value.map { [$0] } ?? []) }

  func text(_ style: TextStyle) -> String {
    let width = (fields.map(\.label.count).max() ?? 0) + 2
    var text = ""
    for (label, values) in fields {
      for (index, value) in values.enumerated() {
        let head = index == 0 ? label : ""
        text += style.bold(head) + String(repeating: " ", count: width - head.count) + value + "\n"
      }
    }
    return text
  }
}
