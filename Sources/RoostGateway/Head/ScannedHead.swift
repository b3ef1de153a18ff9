/// A message head as ``HeadScanner`` fills it, line by line.
protocol ScannedHead {
  associatedtype Fields: HeadFields where Fields.Head == Self
  init()
  /// The end of the first line, after CR LF; 0 before it was seen.
  var lineEnd: Int { get set }
  /// With the blank line.
  var end: Int { get set }
  /// Returns false for a line that may stand before the first one and means nothing.
  mutating func takeFirstLine(_ line: Span, limits: HeadLimits, in bytes: Bytes) throws(MessageFault) -> Bool
}

/// What the fields of a head said so far, before it is known whether they fit together.
protocol HeadFields {
  associatedtype Head
  init()
  /// Returns whether the field is forwarded as it is.
  mutating func note(_ field: FieldLine, in head: inout Head, _ bytes: Bytes) throws(MessageFault) -> Bool
  /// The rules that need the whole head. `drops` are the lines that are not forwarded, in order.
  func conclude(_ head: inout Head, drops: inout [Span], in bytes: Bytes) throws(MessageFault)
}

/// Scans requests and responses alike: what an app says is as foreign as what a client says.
typealias RequestScanner = HeadScanner<RequestHead>
typealias ResponseScanner = HeadScanner<ResponseHead>
