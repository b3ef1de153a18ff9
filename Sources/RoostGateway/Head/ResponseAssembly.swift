import NIOCore

/// The head a client gets: what the app sent, without what was between the app and the gateway.
enum ResponseAssembly {
  /// Whether the app's own bytes serve as they are.
  @inline(__always)
  static func isUntouched(_ head: ResponseHead, without drops: [Span], closes: Bool) -> Bool {
    drops.isEmpty && !closes && !head.isVersion10 && !head.isUpgrade
  }

  /// `replaced` are lines that stand in for some of `drops`.
  @inline(__always)
  static func write(
    _ head: ResponseHead, without drops: [Span], replaced: [UInt8], of bytes: Bytes, closes: Bool, into buffer: inout ByteBuffer
  ) {
    HeadWriter.write(into: &buffer, capacity: head.end + replaced.count + 64) { writer in
      writer.append("HTTP/1.1")
      writer.copy(Span(start: 8, end: head.end - 2), of: bytes, without: drops)
      writer.append(replaced)
      if head.isUpgrade {
        writer.append("Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n")
      } else {
        writer.append(closes ? "Connection: close\r\n\r\n" : "\r\n")
      }
    }
  }
}
