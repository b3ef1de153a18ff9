/// What the Connection fields of a head say (RFC 9110, 7.6.1).
struct ConnectionOptions {
  /// A client is refused that names what frames or routes a message, or nothing that is a name; of an app it is overlooked.
  let isStrict: Bool
  private(set) var close = false
  private(set) var upgrade = false
  /// Other names; their fields are not forwarded.
  private var names: [Span] = []

  private static let maximumNames = 16

  init(isStrict: Bool) { self.isStrict = isStrict }

  mutating func note(_ value: Span, _ bytes: Bytes) throws(MessageFault) {
    try value.forEachListItem(in: bytes) { (item) throws(MessageFault) in
      if item.isEmpty || item.equals("keep-alive", in: bytes) { return }
      if item.equals("close", in: bytes) { return close = true }
      if item.equals("upgrade", in: bytes) { return upgrade = true }
      guard Token.isWellFormed(item, in: bytes), names.count < ConnectionOptions.maximumNames else {
        if isStrict { throw .field }
        return
      }
      switch RequestField.classify(item, in: bytes) {
      case .host, .contentLength, .transferEncoding: if isStrict { throw .connectionOption }
      default: names.append(item)
      }
    }
  }

  /// Adds the lines of the named fields to `drops`, which stay in order. `fields` are all lines between the first and the blank one.
  func drop(from fields: Span, into drops: inout [Span], in bytes: Bytes) {
    if names.isEmpty { return }
    var lineStart = fields.start
    while lineStart < fields.end {
      var nameEnd = lineStart
      while bytes[nameEnd] != UInt8(ascii: ":") { nameEnd += 1 }
      var next = nameEnd
      while bytes[next] != 0x0A { next += 1 }
      let name = Span(start: lineStart, end: nameEnd)
      let line = Span(start: lineStart, end: next + 1)
      if names.contains(where: { $0.matches(name, in: bytes) }), !drops.contains(line) { drops.append(line) }
      lineStart = next + 1
    }
    drops.sort { $0.start < $1.start }
  }
}
