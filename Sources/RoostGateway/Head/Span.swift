/// Some bytes of a message head, counted from the start of what was received.
struct Span: Equatable {
  var start: Int
  var end: Int
  var count: Int { end - start }
  var isEmpty: Bool { end == start }

  static let empty = Span(start: 0, end: 0)
}

/// The bytes of a head under scan.
typealias Bytes = UnsafePointer<UInt8>

extension Span {
  /// Whether the bytes are `text`, whatever the case of letters. `text` is in lower case.
  @inline(__always)
  func equals(_ text: StaticString, in bytes: Bytes) -> Bool {
    guard count == text.utf8CodeUnitCount else { return false }
    return begins(with: text, in: bytes)
  }

  @inline(__always)
  func begins(with text: StaticString, in bytes: Bytes) -> Bool {
    let length = text.utf8CodeUnitCount
    guard count >= length else { return false }
    let wanted = text.utf8Start
    var index = 0
    while index < length {
      if lowercased(bytes[start + index]) != wanted[index] { return false }
      index += 1
    }
    return true
  }

  func contains(_ text: StaticString, in bytes: Bytes) -> Bool {
    var rest = self
    while rest.count >= text.utf8CodeUnitCount {
      if rest.begins(with: text, in: bytes) { return true }
      rest.start += 1
    }
    return false
  }

  /// Without spaces and tabs at both ends.
  @inline(__always)
  func trimmed(in bytes: Bytes) -> Span {
    var span = self
    while span.start < span.end, isBlank(bytes[span.start]) { span.start += 1 }
    while span.end > span.start, isBlank(bytes[span.end - 1]) { span.end -= 1 }
    return span
  }

  func text(in bytes: Bytes) -> String {
    String(decoding: UnsafeBufferPointer(start: bytes + start, count: count), as: UTF8.self)
  }

  /// Whether both hold the same bytes, whatever the case of letters.
  func matches(_ other: Span, in bytes: Bytes) -> Bool {
    guard count == other.count else { return false }
    return (0..<count).allSatisfy { lowercased(bytes[start + $0]) == lowercased(bytes[other.start + $0]) }
  }

  /// Calls `body` with each trimmed part between commas, empty ones included.
  @inline(__always)
  func forEachListItem<Failure: Error>(in bytes: Bytes, _ body: (Span) throws(Failure) -> Void) throws(Failure) {
    var itemStart = start
    var index = start
    while index <= end {
      if index == end || bytes[index] == UInt8(ascii: ",") {
        try body(Span(start: itemStart, end: index).trimmed(in: bytes))
        itemStart = index + 1
      }
      index += 1
    }
  }
}

@inline(__always)
func lowercased(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 0x20 : byte }

@inline(__always)
func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
