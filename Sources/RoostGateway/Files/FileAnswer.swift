/// How a file answers a request: whole, a part, or not at all because the client has it. Takes the open file over.
struct FileAnswer {
  let file: OpenFile
  let name: String
  let request: FileRequest

  var answer: Answer {
    let date = HTTPDate.text(file.modified)
    var fields = [
      (name: "ETag", value: file.tag), (name: "Last-Modified", value: date), (name: "Cache-Control", value: "no-cache"),
    ]
    if isKnown(date) {
      file.close()
      return Answer(status: 304, fields: fields)
    }
    fields += [(name: "Content-Type", value: ContentType.of(name)), (name: "Accept-Ranges", value: "bytes")]
    fields.append((name: "X-Content-Type-Options", value: "nosniff"))
    switch ByteRange(rangeApplies(date) ? request.range : nil, size: file.size) {
    case .whole: return Answer(status: 200, fields: fields, content: .file(file, from: 0, count: file.size))
    case .part(let from, let count):
      fields.append((name: "Content-Range", value: "bytes \(from)-\(from + count - 1)/\(file.size)"))
      return Answer(status: 206, fields: fields, content: .file(file, from: from, count: count))
    case .unsatisfiable:
      file.close()
      return Answer(status: 416, fields: [(name: "Content-Range", value: "bytes */\(file.size)")])
    }
  }

  /// If-None-Match wins over If-Modified-Since (RFC 9110, 13.2.2).
  private func isKnown(_ date: String) -> Bool {
    guard let tags = request.ifNoneMatch else { return request.ifModifiedSince == date }
    return tags == "*" || tags.split(separator: ",").contains { strong($0) == file.tag }
  }

  /// A part of another version would not fit what the client has.
  private func rangeApplies(_ date: String) -> Bool {
    guard let condition = request.ifRange else { return true }
    return condition == file.tag || condition == date
  }

  private func strong(_ tag: Substring) -> String {
    let trimmed = tag.drop { $0 == " " }.prefix { $0 != " " }
    return String(trimmed.hasPrefix("W/") ? trimmed.dropFirst(2) : trimmed)
  }
}
