import NIOCore
import NIOHPACK

/// A client of HTTP/2 that can say anything, over a blocking socket.
final class HTTP2Client {
  let socket: RawSocket
  private var buffer: [UInt8] = []
  private var decoder = HPACKDecoder(allocator: ByteBufferAllocator())

  static let preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"

  /// What a stream came to.
  struct Reply: Equatable {
    var status: Int?
    var fields: [String: String] = [:]
    var interim: [Int] = []
    var body: [UInt8] = []
    var trailers: [String: String] = [:]
    var ended = false
    var reset: UInt32?
    var goAway: UInt32?
    /// The connection ended.
    var closed = false

    var text: String { String(decoding: body, as: UTF8.self) }
  }

  init(_ port: Int, from address: UInt32? = nil) throws { socket = try RawSocket.connect(port, from: address) }

  /// A connection whose beginning was right.
  static func begun(_ port: Int, settings: [(UInt16, UInt32)] = [], from address: UInt32? = nil) throws -> HTTP2Client {
    let client = try HTTP2Client(port, from: address)
    try client.socket.send(preface)
    try client.send([.settings(settings), .settingsAcknowledged])
    return client
  }

  /// A whole frame was received and not looked at.
  var hasFrame: Bool { buffer.count >= 9 && buffer.count >= 9 + buffer[..<3].reduce(0) { $0 << 8 | Int($1) } }

  func send(_ frames: [HTTP2Frame]) throws { try socket.send(frames.flatMap(\.bytes)) }

  /// `nil` when the connection ended.
  func frame() throws -> HTTP2Frame? {
    while true {
      if hasFrame {
        let end = 9 + buffer[..<3].reduce(0) { $0 << 8 | Int($1) }
        defer { buffer.removeFirst(end) }
        let stream = buffer[5..<9].reduce(0 as UInt32) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        return HTTP2Frame(type: buffer[3], flags: buffer[4], stream: stream, payload: Array(buffer[9..<end]))
      }
      guard let bytes = try more() else { return nil }
      buffer += bytes
    }
  }

  /// A reset connection is an ended one.
  private func more() throws -> [UInt8]? {
    do {
      let bytes = try socket.read()
      return bytes.isEmpty ? nil : bytes
    } catch let failure as SocketFailure where failure.code == 104 {
      return nil
    }
  }

  /// Reads on until `stream` or the connection has come to an end, or `stops` says that it is enough.
  func reply(on stream: UInt32 = 1, until stops: (HTTP2Frame) -> Bool = { _ in false }) throws -> Reply {
    var reply = Reply()
    while !reply.ended, reply.reset == nil, reply.goAway == nil {
      guard let frame = try frame() else {
        reply.closed = true
        break
      }
      try note(frame, on: stream, in: &reply)
      if stops(frame) { break }
    }
    return reply
  }

  private func note(_ frame: HTTP2Frame, on stream: UInt32, in reply: inout Reply) throws {
    if frame.type == 7 { reply.goAway = frame.errorCode }
    // Every head counts for the table of the next ones, whosever it is.
    let headers = frame.type == 1 ? try decoded(frame) : [:]
    guard frame.stream == stream else { return }
    switch frame.type {
    case 0: reply.body += frame.payload
    case 1: note(headers, in: &reply)
    case 3: reply.reset = frame.errorCode
    default: return
    }
    if frame.type < 2, frame.flags & HTTP2Frame.endStream != 0 { reply.ended = true }
  }

  private func note(_ headers: [String: String], in reply: inout Reply) {
    guard let status = headers[":status"].flatMap({ Int($0) }) else { return reply.trailers = headers }
    if status < 200 { reply.interim.append(status) } else { (reply.status, reply.fields) = (status, headers) }
  }

  private func decoded(_ frame: HTTP2Frame) throws -> [String: String] {
    var block = ByteBuffer(bytes: frame.payload)
    let headers = try decoder.decodeHeaders(from: &block)
    return Dictionary(headers.map { ($0.name, $0.value) }) { "\($0), \($1)" }
  }
}
