import NIOCore

/// Requests by which an ACME authority sees whose a host is (RFC 8555, 8.3).
enum AcmeChallenge {
  private static let directory: StaticString = "/.well-known/acme-challenge/"

  /// Asked for each request: the second byte decides for nearly all of them.
  @inline(__always)
  static func isMeant(_ path: Span, in buffer: ByteBuffer) -> Bool {
    guard path.count > directory.utf8CodeUnitCount else { return false }
    return buffer.withUnsafeReadableBytes { all in
      let bytes = all.bytes
      return bytes[path.start + 1] == UInt8(ascii: ".") && path.begins(with: directory, in: bytes)
    }
  }

  /// A token and nothing else: no directory, no other file.
  static func isWellFormed(_ path: String) -> Bool {
    let token = path.utf8.dropFirst(directory.utf8CodeUnitCount)
    return (1...256).contains(token.count)
      && token.allSatisfy { byte in
        isDigit(byte) || lowercased(byte) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      }
  }
}
