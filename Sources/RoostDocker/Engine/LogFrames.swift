/// Output of a container as `GET /containers/ID/logs` sends it: frames of a stream number, three zero bytes, a length with the
/// highest byte first, and the bytes. Pure.
enum LogFrames {
  /// What cannot be taken apart is given out as it is.
  static func text(of bytes: [UInt8]) -> String {
    var rest = bytes[...]
    var text: [UInt8] = []
    while rest.count >= 8, rest[rest.startIndex] <= 2, rest.dropFirst().prefix(3).allSatisfy({ $0 == 0 }) {
      let length = rest.dropFirst(4).prefix(4).reduce(0) { $0 << 8 | Int($1) }
      text += rest.dropFirst(8).prefix(length)
      rest = rest.dropFirst(8 + length)
    }
    return String(decoding: text + rest, as: UTF8.self)
  }
}
