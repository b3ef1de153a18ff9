import NIOCore
import NIOEmbedded
import NIOHTTP1
import SeededRandom
import Testing

@testable import RoostGateway

/// What this gateway takes for a request, another strict parser takes for the same request: never more lenient, and
/// in agreement on where bodies end.
@Suite struct DifferentialTests {
  private static let methods = ["GET", "POST", "PUT", "HEAD", "get", "FOO", "PROPFIND", "G T", ""]
  private static let targets = [
    "/", "/a?b", "/a//b", "*", "http://h/a", "/a b", "/\u{1}", "/%2e", "/~", "/a|b", "//h/x", "/?\"<>",
  ]
  private static let versions = ["HTTP/1.1", "HTTP/1.0", "HTTP/1.2", "HTTP/2.0", "http/1.1", "HTTP/1.1 ", "HTTP/11"]
  private static let lines = [
    "Host: h", "Host:h", "Host : h", "host: h:1", "Content-Length: 3", "Content-Length: 03", "Content-Length: 3, 3",
    "Content-Length: -1",
    "Transfer-Encoding: chunked", "Transfer-Encoding: Chunked", "Transfer-Encoding: gzip, chunked",
    "Transfer-Encoding: chunked, gzip",
    "Transfer-Encoding:\u{B}chunked", "X: y", "X:", "X: a\u{0}b", " folded", "\tfolded", "No-Colon", "Connection: close",
    "Connection: upgrade", "Upgrade: websocket", "X: caf\u{E9}", "X@: y", "Expect: 100-continue", "Cookie: a=1", "Trailer: X",
  ]
  private static let ends = ["\r\n", "\r\n", "\r\n", "\r\n", "\r\n", "\r\n", "\n", "\r", "\r\r\n"]
  private static let bodies = [
    "abc", "", "3\r\nabc\r\n0\r\n\r\n", "3;x=y\r\nabc\r\n0\r\nT: v\r\n\r\n", "3 \r\nabc\r\n0\r\n\r\n", "3\nabc\n0\n\n",
    "0x3\r\nabc\r\n0\r\n\r\n",
    "3\r\nabcd\r\n0\r\n\r\n", "ffffffffffffffffff\r\n", "3;\r\nabc\r\n0\r\n\r\n", "3;x=\"\r\n\"\r\nabc\r\n0\r\n\r\n",
    "00\r\n\r\n", "3\r\nabc\r\n0\r\nContent-Length: 1\r\n\r\n",
    "3;a;b=c\r\nabc\r\n0\r\n\r\n", "3;a=\"q\"\r\nabc\r\n00\r\n\r\n",
  ]

  static func message(_ random: inout SeededRandom) -> String {
    func pick(_ list: [String], usual: Int) -> String {
      let isUsual = Int.random(in: 0..<10, using: &random) < usual
      return isUsual ? list[0] : list.randomElement(using: &random) ?? ""
    }
    var text = "\(pick(methods, usual: 5)) \(pick(targets, usual: 5)) \(pick(versions, usual: 7))" + pick(ends, usual: 9)
    text += pick(["Host: h"] + lines, usual: 8) + pick(ends, usual: 9)
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      text += (lines.randomElement(using: &random) ?? "") + pick(ends, usual: 9)
    }
    return text + pick(ends, usual: 9) + (bodies.randomElement(using: &random) ?? "")
  }

  @Test func neverMoreLenient() {
    var random = SeededRandom(seed: 7)
    var accepted = 0
    for _ in 0..<30_000 {
      let text = DifferentialTests.message(&random)
      let ours = OurReading(Array(text.utf8))
      guard ours.isComplete else { continue }
      accepted += 1
      let theirs = TheirReading(Array(text.utf8))
      #expect(theirs.error == nil, "\(text.debugDescription)")
      #expect(theirs.body == ours.body && theirs.isComplete, "\(text.debugDescription)")
    }
    #expect(accepted > 1_000)
  }
}

/// The first request of a text as this gateway reads it.
struct OurReading {
  var isComplete = false
  /// Without chunk headers.
  var body: [UInt8] = []

  init(_ message: [UInt8]) {
    var machine = RequestMachine(limits: HeadLimits(), maximumBody: 1 << 20)
    var rest = message[...]
    var raw: [UInt8] = []
    while !rest.isEmpty {
      switch Array(rest).withUnsafeBytes({ machine.next($0) }) {
      case .wait, .refuse: return
      case .begin: rest = rest.dropFirst(machine.scanner.head.end)
      case .forward(let count, _):
        raw += rest.prefix(count)
        rest = rest.dropFirst(count)
      case .discard(let count): rest = rest.dropFirst(count)
      case .hold: rest = []
      }
    }
    switch machine.scanner.head.framing {
    case .chunked: body = Dechunk.bytes(raw)
    case .length(let length):
      guard raw.count == length else { return }
      body = raw
    default: break
    }
    isComplete = machine.scanner.head.end > 0 && machine.isComplete
  }
}

/// The bytes of a chunked body that is known to be well formed.
enum Dechunk {
  static func bytes(_ raw: [UInt8]) -> [UInt8] {
    var rest = raw[...]
    var text: [UInt8] = []
    while let end = rest.firstRange(of: [13, 10]) {
      let size = Int(String(decoding: rest[..<end.lowerBound], as: UTF8.self).prefix { $0 != ";" }, radix: 16) ?? 0
      guard size > 0 else { break }
      text += rest[end.upperBound...].prefix(size)
      rest = rest[end.upperBound...].dropFirst(size + 2)
    }
    return text
  }
}

/// The first request of a text as SwiftNIO's decoder reads it.
struct TheirReading {
  var error: (any Error)?
  var isComplete = false
  var body: [UInt8] = []

  init(_ message: [UInt8]) {
    let channel = EmbeddedChannel()
    do {
      try channel.pipeline.syncOperations.addHandler(ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes)))
      try channel.writeInbound(ByteBuffer(bytes: message))
    } catch {
      self.error = error
    }
    while !isComplete, let part = (try? channel.readInbound(as: HTTPServerRequestPart.self)) ?? nil {
      switch part {
      case .head: break
      case .body(let bytes): body += Array(bytes.readableBytesView)
      case .end: isComplete = true
      }
    }
    // What comes behind the first request is not compared.
    if isComplete { error = nil }
    _ = try? channel.finish(acceptAlreadyClosed: true)
  }
}
