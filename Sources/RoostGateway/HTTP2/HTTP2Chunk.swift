import NIOCore
import NIOHPACK

/// The parts of a request's body whose length nobody said, as chunks (RFC 9112, 7.1).
enum HTTP2Chunk {
  /// Nothing at all for no bytes: an empty chunk would be the last.
  static func wrap(_ bytes: ByteBuffer, isLast: Bool) -> ByteBuffer {
    var chunk = ByteBuffer()
    chunk.reserveCapacity(bytes.readableBytes + 32)
    if bytes.readableBytes > 0 {
      chunk.writeString(String(bytes.readableBytes, radix: 16))
      chunk.writeStaticString("\r\n")
      chunk.writeImmutableBuffer(bytes)
      chunk.writeStaticString("\r\n")
    }
    if isLast { chunk.writeStaticString("0\r\n\r\n") }
    return chunk
  }

  /// The last chunk with trailers; `nil` when they are malformed.
  static func last(_ trailers: HPACKHeaders) -> ByteBuffer? {
    var chunk = ByteBuffer(string: "0\r\n")
    for (name, value, _) in trailers {
      guard HTTP2Field.isName(name), HTTP2Field.isValue(value), !HTTP2Field.isOfConnection(name) else { return nil }
      chunk.writeString("\(name): \(value)\r\n")
    }
    chunk.writeStaticString("\r\n")
    return chunk
  }
}
