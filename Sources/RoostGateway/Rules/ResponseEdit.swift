/// What changes in a response before the client gets it, whoever made it.
struct ResponseEdit: Sendable {
  /// Names of fields to leave out, in lower case.
  var removed: Set<String> = []
  var added: [(name: String, value: String)] = []

  var isEmpty: Bool { removed.isEmpty && added.isEmpty }

  func apply(_ head: ResponseHead, to result: inout ResponseRewrite.Result, in bytes: Bytes) {
    result.drops = FieldRemoval.drops(
      removed, from: Span(start: head.lineEnd, end: head.end - 2), besides: result.drops, in: bytes)
    for field in added { result.replaced += Array("\(field.name): \(field.value)\r\n".utf8) }
  }

  func apply(to answer: Answer) -> Answer {
    var answer = answer
    answer.fields.removeAll { removed.contains($0.name.lowercased()) }
    answer.fields += added
    return answer
  }
}
