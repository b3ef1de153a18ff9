/// Follows the frames of a WebSocket (RFC 6455, 5.2) to know whether one is under way.
struct FrameBoundary {
  /// Close, 1012: the service restarts.
  static let serviceRestart: [UInt8] = [0x88, 0x02, 0x03, 0xF4]

  private var header: [UInt8] = []
  private var payloadLeft: UInt64 = 0

  var isBetweenFrames: Bool { header.isEmpty && payloadLeft == 0 }

  mutating func pass(_ bytes: UnsafeRawBufferPointer) {
    var index = 0
    while index < bytes.count {
      if payloadLeft > 0 {
        let taken = min(payloadLeft, UInt64(bytes.count - index))
        payloadLeft -= taken
        index += Int(taken)
        continue
      }
      header.append(bytes[index])
      index += 1
      if header.count >= 2, header.count == headerLength { endHeader() }
    }
  }

  private var lengthBytes: Int {
    switch header[1] & 0x7F {
    case 126: 2
    case 127: 8
    default: 0
    }
  }

  private var headerLength: Int { 2 + lengthBytes + (header[1] & 0x80 != 0 ? 4 : 0) }

  private mutating func endHeader() {
    let extended = header[2..<2 + lengthBytes]
    payloadLeft = extended.isEmpty ? UInt64(header[1] & 0x7F) : extended.reduce(0) { $0 << 8 | UInt64($1) }
    header.removeAll(keepingCapacity: true)
  }
}
