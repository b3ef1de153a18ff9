/// One message on the wire: `length u32 | type u8 | channel u32 | payload`, little-endian; `length` counts what follows it.
///
/// The channel is a number that the client chooses for a request; the answers to it carry the same number.
/// Channel 0 belongs to the greeting.
package struct Frame: Equatable, Sendable {
  package static let maximumPayload = 1 << 20
  static let headerLength = 9
  static let lengthOfTypeAndChannel = 5

  package var type: UInt8
  package var channel: UInt32
  package var payload: [UInt8]

  package init(type: UInt8, channel: UInt32, payload: [UInt8]) {
    self.type = type
    self.channel = channel
    self.payload = payload
  }

  /// The frame as it goes over the wire. Payloads above the maximum are the sender's mistake; the receiver refuses them.
  package var encoded: [UInt8] {
    var writer = ByteWriter(capacity: Frame.headerLength + payload.count)
    writer.put(UInt32(truncatingIfNeeded: payload.count + Frame.lengthOfTypeAndChannel))
    writer.put(type)
    writer.put(channel)
    writer.put(rest: payload)
    return writer.bytes
  }
}
