import NIOCore

/// A TLS record that ends a handshake before it began (RFC 8446, 6.2).
enum TLSAlert {
  /// Fatal, `unrecognized_name`: no certificate here is for the name the client wants.
  static let unrecognizedName = ByteBuffer(bytes: [0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x70])
}
