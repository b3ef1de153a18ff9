/// One message between the two ends of a bridge, which carries many connections over one stream of bytes.
///
/// The end that listens numbers the channels. What comes for a channel that is gone is ignored.
package struct BridgeFrame: Equatable, Sendable {
  package enum Content: Equatable, Sendable {
    /// A new connection.
    case open
    /// At most ``BridgeFrame/maximumData`` bytes, and no more than the other end gave credit for.
    case data([UInt8])
    /// As many bytes more can be taken.
    case credit(UInt32)
    /// No more bytes come from this end.
    case finish
    /// The connection is over, in both directions, at once.
    case close
  }

  package static let maximumData = 32 << 10

  package var channel: UInt32
  package var content: Content

  package init(_ channel: UInt32, _ content: Content) {
    self.channel = channel
    self.content = content
  }

  /// In the form of a ``Frame``.
  package var encoded: [UInt8] { Frame(type: type, channel: channel, payload: payload).encoded }

  private var type: UInt8 {
    switch content {
    case .open: 1
    case .data: 2
    case .credit: 3
    case .finish: 4
    case .close: 5
    }
  }

  private var payload: [UInt8] {
    switch content {
    case .data(let bytes): return bytes
    case .credit(let bytes):
      var writer = ByteWriter(capacity: 4)
      writer.put(bytes)
      return writer.bytes
    case .open, .finish, .close: return []
    }
  }

  init(type: UInt8, channel: UInt32, payload: [UInt8]) throws(DecodingFailure) {
    self.channel = channel
    switch type {
    case 1: content = .open
    case 2: content = .data(payload)
    case 3:
      var reader = ByteReader(payload)
      content = .credit(try reader.integer())
      try reader.finish()
    case 4: content = .finish
    case 5: content = .close
    default: throw .unknownType(type)
    }
    guard type == 2 || type == 3 || payload.isEmpty else { throw .trailing(payload.count) }
  }
}
