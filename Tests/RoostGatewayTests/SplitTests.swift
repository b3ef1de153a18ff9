import SeededRandom
import Testing

@testable import RoostGateway

/// However the network cuts the bytes, the same comes out.
@Suite struct SplitTests {
  /// Pieces that are valid alone and trouble together.
  static let pieces = [
    "GET /a HTTP/1.1\r\nHost: h\r\n\r\n", "POST /b HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello",
    "POST /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=\"1;\"\r\n0123456789\r\n0\r\nX: y\r\n\r\n",
    "POST /d HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n", "0\r\n\r\n", "\r\n", "\n", "\r", ":", " ", "\t", "\0",
    "5", ";", "\"",
    "GET /e HTTP/1.1\r\nHost: h\r\nX: \u{E9}" + String(repeating: "v", count: 300) + "\r\nConnection: close, x\r\n\r\n",
    "Content-Length: 3\r\n", "Transfer-Encoding: chunked\r\n", "Host: h\r\n", "HTTP/1.1",
  ]

  @Test(arguments: 0..<400)
  func anyCutGivesTheSame(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var limits = HeadLimits()
    if seed % 3 == 0 { limits.bytes = 250 }
    let text = (0..<Int.random(in: 1...6, using: &random)).map { _ in SplitTests.pieces.randomElement(using: &random) ?? "" }
      .joined()
    var input = Array(text.utf8)
    if Bool.random(using: &random) {
      input[Int.random(in: 0..<input.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
    }
    let whole = Transcript(input, cuts: [], limits: limits)
    #expect(Transcript(input, cuts: Array(0..<input.count), limits: limits) == whole)
    for _ in 0..<5 {
      let cuts = (0..<4).map { _ in Int.random(in: 0...input.count, using: &random) }.sorted()
      #expect(Transcript(input, cuts: cuts, limits: limits) == whole)
    }
  }

  /// A head that drips in costs as much as one that comes at once.
  @Test func aDrippingHeadIsLookedAtOnce() {
    let line = "X: " + String(repeating: "v", count: 30_000)
    let input = Array("GET / HTTP/1.1\r\nHost: h\r\n\(line)\r\n\r\n".utf8)
    var scanner = RequestScanner(limits: HeadLimits())
    let clock = ContinuousClock()
    let time = clock.measure {
      input.withUnsafeBytes { bytes in
        for count in 1..<input.count { _ = scanner.scan(UnsafeRawBufferPointer(rebasing: bytes[..<count])) }
      }
    }
    // Looking at everything again each time takes 450 million steps.
    #expect(time < .seconds(5))
    #expect(input.withUnsafeBytes { scanner.scan($0) } == .complete)
  }
}
