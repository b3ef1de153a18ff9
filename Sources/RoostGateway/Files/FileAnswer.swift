import NIOCore

/// How a file answers a request: whole, a part, or not at all because the client has it.
///
/// Several parts at once are never sent: such a request gets the whole file, as RFC 9110 (14.2) allows.
struct FileAnswer {
  let file: FileVariant
  let conditions: FileConditions

  var answer: Answer {
    if isKnown { return Answer(status: 304, fields: file.fields) }
    var fields = file.fields + file.contentFields
    switch ByteRange(rangeApplies ? conditions.range : nil, size: file.size) {
    case .whole: return Answer(status: 200, fields: fields, content: content(from: 0, count: file.size))
    case .part(let from, let count):
      fields.append((name: "Content-Range", value: "bytes \(from)-\(from + count - 1)/\(file.size)"))
      return Answer(status: 206, fields: fields, content: content(from: from, count: count))
    case .unsatisfiable: return Answer(status: 416, fields: [(name: "Content-Range", value: "bytes */\(file.size)")])
    }
  }

  /// If-None-Match wins over If-Modified-Since (RFC 9110, 13.2.2).
  var isKnown: Bool {
    guard let tags = conditions.ifNoneMatch else { return conditions.ifModifiedSince == file.date }
    return tags == file.tag || tags == "*" || tags.split(separator: ",").contains { strong($0) == file.tag }
  }

  /// A part of another version would not fit what the client has.
  private var rangeApplies: Bool {
    guard let condition = conditions.ifRange else { return true }
    return condition == file.tag || condition == file.date
  }

  private func content(from: Int, count: Int) -> Answer.Content {
    switch file.content {
    case .memory(let bytes): bytes.getSlice(at: bytes.readerIndex + from, length: count).map(Answer.Content.bytes) ?? .none
    case .file(let open): .file(open, from: from, count: count)
    }
  }

  private func strong(_ tag: Substring) -> String {
    let trimmed = tag.drop { $0 == " " }.prefix { $0 != " " }
    return String(trimmed.hasPrefix("W/") ? trimmed.dropFirst(2) : trimmed)
  }
}
