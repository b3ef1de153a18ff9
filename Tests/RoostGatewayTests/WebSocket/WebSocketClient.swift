import Foundation

/// A client of a WebSocket that can say anything, and keeps every byte of the answer.
struct WebSocketClient {
  let port: Int
  let path: String
  let host: String

  /// What a server said from its handshake to its close, or until it hung up.
  struct Transcript: Equatable {
    var status = 0
    /// Of the handshake's fields, those that speak of the WebSocket.
    var handshake: [String] = []
    var frames: [UInt8] = []
    /// The last frame is a Close.
    var closed = false
  }

  /// Plays a case to its end: the case's own, or an ordinary close. A server that has read a close may leave the message
  /// before it unanswered, and whether it reads both at once is chance when bytes are sent one by one: then the ordinary close
  /// is sent once the first frame of the answer came.
  func play(_ script: WebSocketCase) throws -> Transcript {
    let reader = MessageReader(try RawSocket.connect(port))
    try reader.socket.send(handshake(script))
    var transcript = Transcript()
    guard let head = try reader.head() else { return transcript }
    transcript.status = head.status
    transcript.handshake = head.fields.map { ($0.name.lowercased(), $0.value) }.filter { $0.0.hasPrefix("sec-websocket") }
      .map { "\($0.0): \($0.1)" }
    guard head.status == 101 else { return transcript }
    let end = WebSocketFrame.close(1000)
    let waits = script.cut == 1 && script.hasMessage
    WebSocketClient.send((script.frames + (waits ? [] : [end])).flatMap(\.bytes), cut: script.cut, over: reader.socket)
    if waits {
      guard try readFrame(reader, into: &transcript), !transcript.closed else { return transcript }
      WebSocketClient.send(end.bytes, cut: script.cut, over: reader.socket)
    }
    while !transcript.closed, try readFrame(reader, into: &transcript) {}
    return transcript
  }

  /// On a thread of its own: a server that echoes while it reads must be read meanwhile. One that hangs up first ends it.
  private static func send(_ bytes: [UInt8], cut: Int, over socket: RawSocket) {
    Thread.detachNewThread {
      let size = cut == 0 ? max(1, bytes.count) : cut
      for start in stride(from: 0, to: bytes.count, by: size) {
        guard (try? socket.send(Array(bytes[start..<min(bytes.count, start + size)]))) != nil else { return }
      }
    }
  }

  private func handshake(_ script: WebSocketCase) -> String {
    let extensions = script.extensions.map { "Sec-WebSocket-Extensions: \($0)\r\n" } ?? ""
    return get(
      path, host: host,
      "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        + extensions)
  }

  /// Whether there is one more.
  private func readFrame(_ reader: MessageReader, into transcript: inout Transcript) throws -> Bool {
    guard let head = try take(2, reader) else { return false }
    var header = head
    let extra = head[1] & 0x7F == 126 ? 2 : head[1] & 0x7F == 127 ? 8 : 0
    header += try take(extra, reader) ?? []
    let length = extra == 0 ? Int(head[1] & 0x7F) : header.dropFirst(2).reduce(0) { $0 << 8 | Int($1) }
    transcript.frames += header + (try take(length, reader) ?? [])
    transcript.closed = head[0] & 0x0F == 8
    return true
  }

  /// A reset connection is an ended one.
  private func take(_ count: Int, _ reader: MessageReader) throws -> [UInt8]? {
    do { return try reader.take(count) } catch let failure as SocketFailure where failure.code == 104 { return nil }
  }
}
