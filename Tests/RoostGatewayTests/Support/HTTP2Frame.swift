/// A frame of HTTP/2 as a test writes or sees it: nothing about it needs to be right.
struct HTTP2Frame: Equatable, Sendable {
  var type: UInt8
  var flags: UInt8 = 0
  var stream: UInt32 = 0
  var payload: [UInt8] = []
  /// Stands in the frame instead of the payload's length.
  var saidLength: Int?

  static let endStream: UInt8 = 1, acknowledges: UInt8 = 1, endHeaders: UInt8 = 4, padded: UInt8 = 8, priority: UInt8 = 0x20

  var bytes: [UInt8] {
    let length = saidLength ?? payload.count
    return [UInt8(length >> 16 & 255), UInt8(length >> 8 & 255), UInt8(length & 255), type, flags] + stream.bytes + payload
  }

  /// The last four bytes of what a GOAWAY begins with, or all of a RST_STREAM.
  var errorCode: UInt32 {
    let bytes = type == 7 ? payload.dropFirst(4).prefix(4) : payload.prefix(4)
    return bytes.reduce(0) { $0 << 8 | UInt32($1) }
  }

  static func data(_ payload: [UInt8], on stream: UInt32 = 1, flags: UInt8 = 0) -> HTTP2Frame {
    HTTP2Frame(type: 0, flags: flags, stream: stream, payload: payload)
  }
  static func headers(_ fields: [HTTP2Pair], on stream: UInt32 = 1, flags: UInt8 = endStream | endHeaders) -> HTTP2Frame {
    HTTP2Frame(type: 1, flags: flags, stream: stream, payload: fields.flatMap(\.block))
  }
  static func rawHeaders(_ block: [UInt8], on stream: UInt32 = 1, flags: UInt8 = endStream | endHeaders) -> HTTP2Frame {
    HTTP2Frame(type: 1, flags: flags, stream: stream, payload: block)
  }
  static func priority(on stream: UInt32, dependsOn other: UInt32 = 0) -> HTTP2Frame {
    HTTP2Frame(type: 2, stream: stream, payload: other.bytes + [15])
  }
  static func reset(_ stream: UInt32, code: UInt32 = 8) -> HTTP2Frame { HTTP2Frame(type: 3, stream: stream, payload: code.bytes) }
  static func settings(_ values: [(UInt16, UInt32)] = []) -> HTTP2Frame {
    HTTP2Frame(type: 4, payload: values.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] + $1.bytes })
  }
  static let settingsAcknowledged = HTTP2Frame(type: 4, flags: acknowledges)
  static func ping(_ byte: UInt8 = 7, flags: UInt8 = 0) -> HTTP2Frame {
    HTTP2Frame(type: 6, flags: flags, payload: [UInt8](repeating: byte, count: 8))
  }
  static func windowUpdate(_ increment: UInt32, on stream: UInt32 = 0) -> HTTP2Frame {
    HTTP2Frame(type: 8, stream: stream, payload: increment.bytes)
  }
  static func continuation(_ block: [UInt8], on stream: UInt32 = 1, flags: UInt8 = endHeaders) -> HTTP2Frame {
    HTTP2Frame(type: 9, flags: flags, stream: stream, payload: block)
  }
}

extension UInt32 {
  fileprivate var bytes: [UInt8] { (0..<4).map { UInt8(self >> (24 - 8 * $0) & 255) } }
}
