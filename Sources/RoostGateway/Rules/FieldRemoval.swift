/// Finds the lines of fields that are to be left out of a head.
enum FieldRemoval {
  /// `drops` with those of the lines in `fields` whose name is one of `names`, in order.
  static func drops(_ names: Set<String>, from fields: Span, besides drops: [Span], in bytes: Bytes) -> [Span] {
    guard !names.isEmpty else { return drops }
    var result = drops
    var start = fields.start
    while start < fields.end {
      var nameEnd = start
      while bytes[nameEnd] != UInt8(ascii: ":") { nameEnd += 1 }
      var end = nameEnd
      while bytes[end] != 0x0A { end += 1 }
      let line = Span(start: start, end: end + 1)
      if names.contains(Span(start: start, end: nameEnd).text(in: bytes).lowercased()), !drops.contains(line) {
        result.append(line)
      }
      start = end + 1
    }
    return result.sorted { $0.start < $1.start }
  }
}
