import Glibc

extension HTTP2Client {
  /// The bodies of several streams once all have ended.
  func bodies(of streams: Set<UInt32>) throws -> [UInt32: String] {
    var bodies: [UInt32: [UInt8]] = [:]
    var open = streams
    while !open.isEmpty, let frame = try frame() {
      if frame.type == 0 { bodies[frame.stream, default: []] += frame.payload }
      if frame.type < 2, frame.flags & HTTP2Frame.endStream != 0 { open.remove(frame.stream) }
    }
    return bodies.mapValues { String(decoding: $0, as: UTF8.self) }
  }

  /// How far the next WINDOW_UPDATE of `stream` opens its window; `nil` when none comes within so many milliseconds.
  func window(of stream: UInt32, within limit: Int32) throws -> Int? {
    while hasFrame || canRead(limit) {
      guard let frame = try frame() else { return nil }
      guard frame.type == 8, frame.stream == stream else { continue }
      return frame.payload.reduce(0) { $0 << 8 | Int($1) }
    }
    return nil
  }

  /// As ``reply(on:until:)``, when a GOAWAY is not the end.
  func ignoringGoAway(until stream: UInt32) throws -> Reply {
    var reply = Reply()
    while !reply.ended, reply.reset == nil, let frame = try frame() {
      guard frame.stream == stream else { continue }
      if frame.type == 0 { reply.body += frame.payload }
      if frame.type == 3 { reply.reset = frame.errorCode }
      reply.ended = frame.type < 2 && frame.flags & HTTP2Frame.endStream != 0
    }
    return reply
  }

  private func canRead(_ limit: Int32) -> Bool {
    var waited = pollfd(fd: socket.descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&waited, 1, limit) == 1
  }
}
