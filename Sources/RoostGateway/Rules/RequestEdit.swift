/// What changes in a request before the app gets it.
struct RequestEdit: Sendable, Equatable {
  /// The path and query to ask for, as the app sees them; `nil` leaves them.
  var target: String?
  /// Names of fields to leave out, in lower case.
  var removed: Set<String> = []
  /// Whole lines.
  var added: [UInt8] = []

  var isEmpty: Bool { target == nil && removed.isEmpty && added.isEmpty }

  /// `drops` with the lines of the fields to leave out, in order.
  func drops(_ head: RequestHead, _ drops: [Span], in bytes: Bytes) -> [Span] {
    FieldRemoval.drops(removed, from: Span(start: head.lineEnd, end: head.end - 2), besides: drops, in: bytes)
  }
}
