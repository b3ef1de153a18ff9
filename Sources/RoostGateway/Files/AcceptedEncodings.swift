/// What Accept-Encoding allows of what a site may hold (RFC 9110, 12.5.3), weights in thousandths.
struct AcceptedEncodings: Equatable {
  private(set) var brotli = 0
  private(set) var gzip = 0
  private(set) var plain = 1

  static let none = AcceptedEncodings()

  private init() {}

  init(_ value: Span, in bytes: Bytes) {
    var named: (brotli: Int?, gzip: Int?, plain: Int?)
    var others: Int?
    value.forEachListItem(in: bytes) { item in
      let name = AcceptedEncodings.name(of: item, in: bytes)
      let weight = AcceptedEncodings.weight(Span(start: name.end, end: item.end), in: bytes)
      if name.equals("br", in: bytes) { named.brotli = weight }
      if name.equals("gzip", in: bytes) || name.equals("x-gzip", in: bytes) { named.gzip = weight }
      if name.equals("identity", in: bytes) { named.plain = weight }
      if name.equals("*", in: bytes) { others = weight }
    }
    brotli = named.brotli ?? others ?? 0
    gzip = named.gzip ?? others ?? 0
    // What is not named may always be sent plain, unless that is forbidden; it is what is left when nothing else is.
    plain = named.plain ?? (others == 0 ? 0 : 1)
  }

  /// 0 when it is not wanted.
  func weight(of encoding: FileEncoding) -> Int {
    switch encoding {
    case .brotli: brotli
    case .gzip: gzip
    case .plain: plain
    }
  }

  private static func name(of item: Span, in bytes: Bytes) -> Span {
    var end = item.start
    while end < item.end, bytes[end] != UInt8(ascii: ";") { end += 1 }
    return Span(start: item.start, end: end).trimmed(in: bytes)
  }

  /// Of `;q=0.5`; 1000 when there is none, 0 when it cannot be read.
  private static func weight(_ parameters: Span, in bytes: Bytes) -> Int {
    var span = parameters.trimmed(in: bytes)
    guard !span.isEmpty else { return 1000 }
    span.start += 1
    span = span.trimmed(in: bytes)
    guard span.begins(with: "q=", in: bytes), (3...7).contains(span.count) else { return 0 }
    let digits = (span.start + 2..<span.end).map { bytes[$0] }
    guard let first = digits.first, first == UInt8(ascii: "0") || first == UInt8(ascii: "1"),
      digits.count == 1 || digits[1] == UInt8(ascii: "."), digits.dropFirst(2).allSatisfy(isDigit)
    else { return 0 }
    var weight = first == UInt8(ascii: "1") ? 1000 : 0
    for (index, digit) in digits.dropFirst(2).enumerated() { weight += Int(digit & 15) * [100, 10, 1][index] }
    return min(weight, 1000)
  }
}
