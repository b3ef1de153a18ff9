/// A field of a test's head, written as HPACK's literal without an index, so that any bytes can stand in it.
struct HTTP2Pair: Sendable {
  var name: [UInt8]
  var value: [UInt8]

  init(_ name: String, _ value: String) {
    self.name = Array(name.utf8)
    self.value = Array(value.utf8)
  }

  var block: [UInt8] { [0] + HTTP2Pair.text(name) + HTTP2Pair.text(value) }

  private static func text(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.count >= 127 else { return [UInt8(bytes.count)] + bytes }
    var length: [UInt8] = [127]
    var rest = bytes.count - 127
    while rest >= 128 {
      length.append(UInt8(rest & 127) | 128)
      rest >>= 7
    }
    return length + [UInt8(rest)] + bytes
  }

  /// The head of a request to the app `shop`, with `changes` in place of or behind what is usual; `nil` leaves one out.
  static func request(
    method: String? = "GET", path: String? = "/app/shop/", scheme: String? = "http", authority: String? = "roost.test",
    _ fields: [(String, String)] = []
  ) -> [HTTP2Pair] {
    let pseudo = [(":method", method), (":path", path), (":scheme", scheme), (":authority", authority)]
    return pseudo.compactMap { name, value in value.map { HTTP2Pair(name, $0) } } + fields.map { HTTP2Pair($0, $1) }
  }
}
