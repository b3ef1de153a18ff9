import NIOCore

/// The head of a response the gateway makes itself.
enum AnswerHead {
  static func bytes(_ answer: Answer, date: String, closes: Bool) -> ByteBuffer {
    var text = "HTTP/1.1 \(answer.status) \(Reason.text(answer.status))\r\nDate: \(date)\r\nServer: roost\r\n"
    for field in answer.fields { text += "\(field.name): \(singleLine(field.value))\r\n" }
    if answer.status != 304, answer.status != 204 { text += "Content-Length: \(answer.length)\r\n" }
    text += closes ? "Connection: close\r\n\r\n" : "\r\n"
    return ByteBuffer(string: text)
  }

  /// The part of a head that does not change: all of it but Date, which is last.
  static func prepared(_ status: Int, _ fields: [(name: String, value: String)]) -> [UInt8] {
    let lines = fields.map { "\($0.name): \(singleLine($0.value))\r\n" }.joined()
    return Array("HTTP/1.1 \(status) \(Reason.text(status))\r\nServer: roost\r\n\(lines)".utf8)
  }

  /// What ends a prepared head.
  static func ending(date: String) -> [UInt8] { Array("Date: \(date)\r\n\r\n".utf8) }

  /// No value of ours holds a line end; should one ever, it stays one field.
  private static func singleLine(_ value: String) -> String {
    String(String.UnicodeScalarView(value.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }))
  }
}
