import NIOCore

/// Writes a head into a buffer, piece by piece, by copying bytes.
struct HeadWriter {
  private let space: UnsafeMutableRawBufferPointer
  private(set) var count = 0

  /// `capacity` is an upper bound of what `body` writes; more is a programming error and stops the program.
  @inline(__always)
  static func write(into buffer: inout ByteBuffer, capacity: Int, _ body: (inout HeadWriter) -> Void) {
    buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: capacity) { space in
      var writer = HeadWriter(space: space)
      body(&writer)
      return writer.count
    }
  }

  private init(space: UnsafeMutableRawBufferPointer) { self.space = space }

  @inline(__always)
  mutating func copy(_ span: Span, of bytes: Bytes) {
    guard !span.isEmpty else { return }
    append(UnsafeRawPointer(bytes + span.start), span.count)
  }

  /// `span` without the lines in `drops`, which are in order.
  @inline(__always)
  mutating func copy(_ span: Span, of bytes: Bytes, without drops: [Span]) {
    var start = span.start
    for drop in drops {
      copy(Span(start: start, end: drop.start), of: bytes)
      start = drop.end
    }
    copy(Span(start: start, end: span.end), of: bytes)
  }

  @inline(__always)
  mutating func append(_ text: StaticString) {
    append(UnsafeRawPointer(text.utf8Start), text.utf8CodeUnitCount)
  }

  @inline(__always)
  mutating func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { raw in
      if let start = raw.baseAddress { append(start, raw.count) }
    }
  }

  @inline(__always)
  private mutating func append(_ start: UnsafeRawPointer, _ length: Int) {
    precondition(count + length <= space.count, "a head is larger than its bound")
    (space.baseAddress! + count).copyMemory(from: start, byteCount: length)
    count += length
  }
}
