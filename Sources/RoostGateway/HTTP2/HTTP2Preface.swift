import NIOCore

/// The first line of what a client of HTTP/2 sends first; the rest is for its reader to check.
enum HTTP2Preface {
  private static let line = Array("PRI * HTTP/2.0\r\n".utf8)

  static func begins(_ bytes: ByteBuffer) -> Bool { bytes.readableBytesView.starts(with: line) }
}
