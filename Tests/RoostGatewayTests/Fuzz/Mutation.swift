import SeededRandom

/// Makes messages nobody thought of out of some that somebody did.
struct Mutation {
  let seeds: [[UInt8]]

  private static let words: [[UInt8]] = [
    "\r\n", "\n", "\r", "\r\n\r\n", " ", "\t", "\0", ":", ";", ",", "\"", "0", "1", "5", "f", "0x", "+", "-", "chunked",
    "Chunked",
    "Transfer-Encoding: chunked\r\n", "Content-Length: 5\r\n", "Content-Length: 0\r\n", "Host: h\r\n", "Connection: close\r\n",
    "Connection: upgrade\r\nUpgrade: websocket\r\n", "Expect: 100-continue\r\n", "HTTP/1.1", "HTTP/1.0", "GET ", "POST ", "HEAD ",
    "/", "?", "%", "%00", "%2e%2e", "..", "http://h", "0\r\n\r\n", "5\r\nhello\r\n", ";a=b", ";a=\"b\"", "X: y\r\n",
    "Cookie: roost_a=1\r\n",
    "\u{7F}", "ffffffffffffffff", "18446744073709551615",
  ].map { Array($0.utf8) }

  private static let maximum = 4_096

  func message(_ random: inout SeededRandom) -> [UInt8] {
    var message = pick(seeds, &random)
    for _ in 0..<Int.random(in: 0...5, using: &random) { change(&message, &random) }
    return Array(message.prefix(Mutation.maximum))
  }

  private func change(_ message: inout [UInt8], _ random: inout SeededRandom) {
    let place = Int.random(in: 0...message.count, using: &random)
    let length = min(message.count - place, Int.random(in: 1...16, using: &random))
    switch Int.random(in: 0..<7, using: &random) {
    case 0: if place < message.count { message[place] ^= 1 << UInt8.random(in: 0...7, using: &random) }
    case 1: if place < message.count { message[place] = UInt8.random(in: 0...255, using: &random) }
    case 2: message.removeSubrange(place..<place + length)
    case 3: message.insert(contentsOf: message[place..<place + length], at: place)
    case 4: message.insert(contentsOf: pick(Mutation.words, &random), at: place)
    case 5: message.replaceSubrange(place..<place + length, with: pick(Mutation.words, &random))
    default: splice(&message, at: place, &random)
    }
  }

  /// The end of another message behind the start of this one.
  private func splice(_ message: inout [UInt8], at place: Int, _ random: inout SeededRandom) {
    let other = pick(seeds, &random)
    message.replaceSubrange(place..., with: other[Int.random(in: 0...other.count, using: &random)...])
  }

  private func pick(_ list: [[UInt8]], _ random: inout SeededRandom) -> [UInt8] { list.randomElement(using: &random) ?? [] }
}
