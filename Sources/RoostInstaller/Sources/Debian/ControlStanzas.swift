/// Paragraphs of `Field: value` lines, as dpkg and apt write them. Continuation lines are left out. Pure.
struct ControlStanzas: Sequence, IteratorProtocol {
  private var lines: ArraySlice<Substring>

  init(_ text: String) { lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...] }

  mutating func next() -> [String: String]? {
    var fields: [String: String] = [:]
    while let line = lines.popFirst() {
      if line.allSatisfy(\.isWhitespace) {
        if fields.isEmpty { continue }
        return fields
      }
      guard line.first != " ", line.first != "\t", let colon = line.firstIndex(of: ":") else { continue }
      let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
      fields[String(line[..<colon])] = String(value)
    }
    return fields.isEmpty ? nil : fields
  }
}
