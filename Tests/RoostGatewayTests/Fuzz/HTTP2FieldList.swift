import NIOHPACK
import SeededRandom

/// Heads and trailers of HTTP/2 nobody thought of: any names and values, in any order, as HPACK can carry them.
enum HTTP2FieldList {
  private static let names = [
    ":method", ":path", ":scheme", ":authority", ":status", ":", ":Path", "host", "Host", "cookie", "te", "content-length",
    "transfer-encoding", "connection", "upgrade", "x", "x-a", "remote_user", "x-forwarded-for", "expect", "authorization",
    "trailer", "",
    " x", "x ", "x:", "x\r\ny", "x\ny", "x\0", "caf\u{E9}", "http2-settings", "keep-alive", "proxy-connection", "range",
  ]
  private static let values = [
    "", "1", "5", "0", "GET", "POST", "HEAD", "PUT", "get", "CONNECT", "OPTIONS", "/", "/app/shop/", "/a?b", "*", "/%2e%2e/",
    "http://h/",
    "h", "h:1", "[::1]", "h, i", "user@h", "http", "https", "ftp", "trailers", "gzip", "chunked", "100-continue", "close",
    "websocket", "a=1",
    "roost_a=1", " x", "x ", "\tx", "a b", "a\tb", "a\r\nX: y", "a\nb", "a\0b", "a\r", "\u{7F}", "\u{1}", "\u{E9}", "\u{FFFD}",
    "GET / HTTP/1.1\r\nHost: evil\r\n\r\n", String(repeating: "v", count: 300),
  ]

  /// Usually one that is right but for some changes.
  static func head(_ random: inout SeededRandom) -> HPACKHeaders {
    let method = ["GET", "POST", "HEAD", "PUT"].randomElement(using: &random) ?? "GET"
    let pairs = [(":method", method), (":path", "/app/shop/"), (":scheme", "http"), (":authority", "h")]
    return HPACKHeaders(changed(pairs, most: 4, &random))
  }

  static func trailers(_ random: inout SeededRandom) -> HPACKHeaders { HPACKHeaders(changed([("x-sum", "7")], most: 3, &random)) }

  private static func changed(_ pairs: [(String, String)], most: Int, _ random: inout SeededRandom) -> [(String, String)] {
    var pairs = pairs
    for _ in 0..<Int.random(in: 0...most, using: &random) {
      let index = Int.random(in: 0...pairs.count, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: if index < pairs.count { pairs.remove(at: index) }
      case 1: if index < pairs.count { pairs[index].1 = pick(values, &random) }
      case 2: if index < pairs.count { pairs.insert(pairs[index], at: Int.random(in: 0...pairs.count, using: &random)) }
      case 3: pairs.insert((pick(names, &random), pick(values, &random)), at: index)
      default: pairs.append((pick(names, &random), pick(values, &random)))
      }
    }
    return pairs
  }

  private static func pick(_ list: [String], _ random: inout SeededRandom) -> String { list.randomElement(using: &random) ?? "" }
}
