/// Puts the public address into the few response fields that speak of addresses. Off the hot path.
struct ResponseRewrite {
  let place: PublicPlace

  struct Result: Equatable {
    /// Lines not to forward: those given and those replaced, in order.
    var drops: [Span]
    /// The lines in their stead.
    var replaced: [UInt8] = []
  }

  func apply(_ head: ResponseHead, without drops: [Span], in bytes: Bytes) -> Result {
    var result = Result(drops: drops)
    var start = head.lineEnd
    while start < head.end - 2 {
      var end = start
      while bytes[end] != 0x0A { end += 1 }
      let line = Span(start: start, end: end + 1)
      if !drops.contains(line) { apply(line, in: bytes, to: &result) }
      start = end + 1
    }
    result.drops.sort { $0.start < $1.start }
    return result
  }

  private func apply(_ line: Span, in bytes: Bytes, to result: inout Result) {
    // Parsed before without a fault, or there would be no head.
    guard let field = try? FieldLine.parse(Span(start: line.start, end: line.end - 2), in: bytes) else { return }
    let old = Latin1.text(field.value, in: bytes)
    guard let new = rewritten(ResponseField.classify(field.name, in: bytes), old), new != old else { return }
    result.drops.append(line)
    guard !new.isEmpty else { return }
    result.replaced += Latin1.bytes("\(Latin1.text(field.name, in: bytes)): \(new)\r\n")
  }

  /// Empty when the field is to be left out, `nil` when it is none of these.
  private func rewritten(_ field: ResponseField, _ value: String) -> String? {
    switch field {
    case .location: place.address(value)
    case .refresh: place.refresh(value)
    case .serviceWorkerAllowed: place.isInside(value) ? value : ""
    case .setCookie: CookieRewrite(place: place).rewritten(value)
    default: nil
    }
  }
}
