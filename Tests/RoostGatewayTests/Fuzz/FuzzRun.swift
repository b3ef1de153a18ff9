import SeededRandom
import Testing

@testable import RoostGateway

/// Runs messages that nobody thought of through what reads them, for a while.
struct FuzzRun {
  var random: SeededRandom
  private(set) var messages = 0
  private(set) var accepted = 0
  private(set) var slowest = Duration.zero

  private static let requests = Mutation(
    seeds: CorpusCase.requests.map(\.bytes).filter { $0.count < 2_000 } + SplitTests.pieces.map { Array($0.utf8) })
  private static let responses = Mutation(
    seeds: [
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", "HTTP/1.1 204 No Content\r\n\r\n",
      "HTTP/1.0 200 OK\r\n\r\nuntil the end",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n0\r\nX-T: y\r\n\r\n",
      "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
      "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n\u{1}\u{2}",
      "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:3000/x\r\nSet-Cookie: a=1; Path=/; Domain=h\r\nSet-Cookie: roost_a=1\r\n\r\n",
      "HTTP/1.1 200 OK\r\nConnection: close, X-A\r\nX-A: 1\r\nRefresh: 5; url=/b\r\nContent-Length: 1\r\n\r\nx",
    ].map { Array($0.utf8) })

  init(seed: UInt64) { random = SeededRandom(seed: seed) }

  /// Until `limit` has passed.
  mutating func run(for limit: Duration) {
    let clock = ContinuousClock()
    let end = clock.now + limit
    while clock.now < end {
      let time = clock.measure { next() }
      slowest = max(slowest, time)
      messages += 1
    }
  }

  mutating func next() {
    switch Int.random(in: 0..<6, using: &random) {
    case 0: checkResponse(FuzzRun.responses.message(&random))
    case 1: checkStreamResponse(FuzzRun.responses.message(&random))
    case 2: checkStream()
    default: checkRequest(FuzzRun.requests.message(&random))
    }
  }

  /// Cut anywhere it is the same; another strict parser takes what is taken here, and for the same.
  private mutating func checkRequest(_ message: [UInt8]) {
    let whole = Transcript(message, cuts: [])
    for cuts in cuts(message.count) { #expect(Transcript(message, cuts: cuts) == whole, "\(message)") }
    let ours = OurReading(message)
    guard ours.isComplete else { return }
    accepted += 1
    let theirs = TheirReading(message)
    #expect(theirs.error == nil && theirs.isComplete && theirs.body == ours.body, "\(message)")
  }

  private mutating func checkResponse(_ message: [UInt8]) {
    let toHead = Bool.random(using: &random)
    let upgrade = Bool.random(using: &random)
    let whole = ResponseTranscript(message, cuts: [], toHead: toHead, upgrade: upgrade)
    for cuts in cuts(message.count) {
      #expect(ResponseTranscript(message, cuts: cuts, toHead: toHead, upgrade: upgrade) == whole, "\(message)")
    }
    checkRewrite(message)
  }

  /// What is put in a head's place is a head again, without a cookie of Roost's.
  private mutating func checkRewrite(_ message: [UInt8]) {
    var scanner = ResponseScanner(limits: HeadLimits())
    guard message.withUnsafeBytes({ scanner.scan($0) }) == .complete else { return }
    accepted += 1
    let place = PublicPlace(prefix: "/app/shop", host: "h", scheme: .http, appPort: 3000)
    let result = message.withUnsafeBytes {
      ResponseRewrite(place: place).apply(scanner.head, without: scanner.drops, in: $0.bytes)
    }
    var again = ResponseScanner(limits: HeadLimits())
    let head = Array("HTTP/1.1 200 OK\r\n".utf8) + result.replaced + [13, 10]
    #expect(head.withUnsafeBytes { again.scan($0) } == .complete, "\(message)")
    let lines = String(decoding: result.replaced, as: UTF8.self).lowercased().split(separator: "\r\n")
    #expect(!lines.contains { $0.hasPrefix("set-cookie: roost_") }, "\(message)")
  }

  mutating func noteAccepted() { accepted += 1 }

  mutating func cuts(_ count: Int) -> [[Int]] {
    let some = (0..<Int.random(in: 1...4, using: &random)).map { _ in Int.random(in: 0...count, using: &random) }.sorted()
    return count <= 300 ? [some, Array(0..<count)] : [some]
  }
}
