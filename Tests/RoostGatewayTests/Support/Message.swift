/// A request or response as a test sees it.
struct Message: Sendable {
  var startLine = ""
  var fields: [(name: String, value: String)] = []
  var body: [UInt8] = []
  /// The body did not end as its head promised.
  var isTruncated = false

  var status: Int { Int(startLine.split(separator: " ").dropFirst().first ?? "") ?? 0 }
  var target: String { String(startLine.split(separator: " ").dropFirst().first ?? "") }
  var text: String { String(decoding: body, as: UTF8.self) }

  subscript(name: String) -> String? { all(name).first }
  func all(_ name: String) -> [String] { fields.filter { $0.name.lowercased() == name.lowercased() }.map(\.value) }
}

/// Reads messages off a socket, with what was read too far kept for the next.
final class MessageReader {
  let socket: RawSocket
  var buffer: [UInt8] = []

  init(_ socket: RawSocket) { self.socket = socket }

  /// `nil` when the connection ended before a byte of a message.
  func next(isResponse: Bool, toHead: Bool = false) throws -> Message? {
    guard var message = try head() else { return nil }
    let hasBody = !toHead && !(isResponse && (message.status < 200 || message.status == 204 || message.status == 304))
    guard hasBody else { return message }
    if message["transfer-encoding"] == "chunked" {
      try readChunks(into: &message)
    } else if let length = message["content-length"].flatMap({ Int($0) }) {
      message.body = try take(length) ?? []
      message.isTruncated = message.body.count < length
    } else if isResponse {
      while try more() {}
      message.body = buffer
      buffer = []
    }
    return message
  }

  func head() throws -> Message? {
    while true {
      if let end = buffer.firstRange(of: Array("\r\n\r\n".utf8)) {
        let lines = String(decoding: buffer[..<end.lowerBound], as: UTF8.self).split(
          separator: "\r\n", omittingEmptySubsequences: false)
        buffer.removeSubrange(..<end.upperBound)
        var message = Message(startLine: String(lines[0]))
        for line in lines.dropFirst() {
          let colon = line.firstIndex(of: ":") ?? line.endIndex
          message.fields.append((String(line[..<colon]), String(line[colon...].dropFirst().drop { $0 == " " })))
        }
        return message
      }
      guard try more() else { return nil }
    }
  }

  func more() throws -> Bool {
    let bytes = try socket.read()
    buffer += bytes
    return !bytes.isEmpty
  }

  func take(_ count: Int) throws -> [UInt8]? {
    while buffer.count < count { guard try more() else { return nil } }
    defer { buffer.removeFirst(count) }
    return Array(buffer[..<count])
  }

  private func readChunks(into message: inout Message) throws {
    while true {
      guard let line = try line(), let size = Int(line.prefix { $0 != ";" }, radix: 16) else {
        message.isTruncated = true
        return
      }
      if size == 0 {
        return try readTrailers(into: &message)
      }
      guard let data = try take(size + 2) else {
        message.isTruncated = true
        return
      }
      message.body += data.dropLast(2)
    }
  }

  private func readTrailers(into message: inout Message) throws {
    while let trailer = try line() {
      if trailer.isEmpty { return }
      message.fields.append((trailer, ""))
    }
    message.isTruncated = true
  }

  private func line() throws -> String? {
    while true {
      if let end = buffer.firstRange(of: Array("\r\n".utf8)) {
        defer { buffer.removeSubrange(..<end.upperBound) }
        return String(decoding: buffer[..<end.lowerBound], as: UTF8.self)
      }
      guard try more() else { return nil }
    }
  }
}
