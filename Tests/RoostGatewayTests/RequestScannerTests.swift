import Testing

@testable import RoostGateway

/// Strictness: two readers must not be able to understand one request differently.
@Suite struct RequestScannerTests {
  static let refused: [(String, MessageFault)] = [
    ("GET / HTTP/1.1\nHost: h\n\n", .controlByte),
    ("GET / HTTP/1.1\r\nHost: h\n\r\n", .controlByte),
    ("GET / HTTP/1.1\r\nHost: h\rX: y\r\n\r\n", .controlByte),
    ("GET / HTTP/1.1\r\nHost: h\r\nX: a\0b\r\n\r\n", .controlByte),
    ("GET /\0 HTTP/1.1\r\nHost: h\r\n\r\n", .controlByte),
    ("GET / HTTP/1.1\r\nHost: h\r\nX: a\u{7F}\r\n\r\n", .controlByte),
    ("\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n", .requestLine),
    ("GET /\r\nHost: h\r\n\r\n", .requestLine),
    ("GET  / HTTP/1.1\r\nHost: h\r\n\r\n", .target),
    ("GET / HTTP/1.1 \r\nHost: h\r\n\r\n", .requestLine),
    ("GET /  HTTP/1.1\r\nHost: h\r\n\r\n", .target),
    ("GET /a b HTTP/1.1\r\nHost: h\r\n\r\n", .target),
    ("GET\t/ HTTP/1.1\r\nHost: h\r\n\r\n", .requestLine),
    ("get / HTTP/1.1\r\nHost: h\r\n\r\n", .methodUnknown),
    ("FETCH / HTTP/1.1\r\nHost: h\r\n\r\n", .methodUnknown),
    ("G{T / HTTP/1.1\r\nHost: h\r\n\r\n", .requestLine),
    ("CONNECT h:80 HTTP/1.1\r\nHost: h\r\n\r\n", .methodRefused),
    ("TRACE / HTTP/1.1\r\nHost: h\r\n\r\n", .methodRefused),
    ("GET / HTTP/2.0\r\nHost: h\r\n\r\n", .version),
    ("GET / HTTP/0.9\r\nHost: h\r\n\r\n", .version),
    ("GET / http/1.1\r\nHost: h\r\n\r\n", .requestLine),
    ("GET / HTTP/1.10\r\nHost: h\r\n\r\n", .requestLine),
    ("GET / HTTP/1.1\r\n\r\n", .hostMissing),
    ("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", .hostRepeated),
    ("GET / HTTP/1.1\r\nHost: a\r\nhost: b\r\n\r\n", .hostRepeated),
    ("GET / HTTP/1.1\r\nHost:\r\n\r\n", .hostInvalid),
    ("GET / HTTP/1.1\r\nHost: a,b\r\n\r\n", .hostInvalid),
    ("GET / HTTP/1.1\r\nHost: user@a\r\n\r\n", .hostInvalid),
    ("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", .hostInvalid),
    ("GET / HTTP/1.1\r\nHost: a:b\r\n\r\n", .hostInvalid),
    ("GET / HTTP/1.1\r\nHost: [::1\r\n\r\n", .hostInvalid),
    ("GET http://a/ HTTP/1.1\r\nHost: b\r\n\r\n", .authorityMismatch),
    ("GET http://a:81/ HTTP/1.1\r\nHost: a\r\n\r\n", .authorityMismatch),
    ("GET http://x@a/ HTTP/1.1\r\nHost: a\r\n\r\n", .target),
    ("GET https://a/ HTTP/1.1\r\nHost: a\r\n\r\n", .target),
    ("GET a/b HTTP/1.1\r\nHost: a\r\n\r\n", .target),
    ("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", .target),
    ("GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n", .target),
    ("GET /a\\b HTTP/1.1\r\nHost: a\r\n\r\n", .target),
    ("GET /ä HTTP/1.1\r\nHost: a\r\n\r\n", .target),
    ("GET /a/../b HTTP/1.1\r\nHost: a\r\n\r\n", .target),
    ("GET /a/.. HTTP/1.1\r\nHost: a\r\n\r\n", .target),
    ("GET /./b HTTP/1.1\r\nHost: a\r\n\r\n", .target),
    ("GET /a/%2e%2E/b HTTP/1.1\r\nHost: a\r\n\r\n", .target),
    ("GET /a/.%2e HTTP/1.1\r\nHost: a\r\n\r\n", .target),
    ("GET /a/..%2fb HTTP/1.1\r\nHost: a\r\n\r\n", .target),
    ("GET /a/%2f%2e%2e%2fb HTTP/1.1\r\nHost: a\r\n\r\n", .target),
    ("GET /a%00b HTTP/1.1\r\nHost: a\r\n\r\n", .target),
    ("GET /a%zz HTTP/1.1\r\nHost: a\r\n\r\n", .target),
    ("GET /a%2 HTTP/1.1\r\nHost: a\r\n\r\n", .target),
    ("GET / HTTP/1.1\r\nHost: h\r\nX: a\r\n folded\r\n\r\n", .field),
    ("GET / HTTP/1.1\r\nHost: h\r\nX: a\r\n\tfolded\r\n\r\n", .field),
    ("GET / HTTP/1.1\r\n Host: h\r\n\r\n", .field),
    ("GET / HTTP/1.1\r\nHost : h\r\n\r\n", .field),
    ("GET / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding : chunked\r\n\r\n", .field),
    ("GET / HTTP/1.1\r\nHost: h\r\n: x\r\n\r\n", .field),
    ("GET / HTTP/1.1\r\nHost: h\r\nnocolon\r\n\r\n", .field),
    ("GET / HTTP/1.1\r\nHost: h\r\nX(: y\r\n\r\n", .field),
    ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", .lengthAndEncoding),
    ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n", .lengthAndEncoding),
    ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n", .length),
    ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\n", .length),
    ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5, 5\r\n\r\n", .length),
    ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: +5\r\n\r\n", .length),
    ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -5\r\n\r\n", .length),
    ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0x5\r\n\r\n", .length),
    ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5 5\r\n\r\n", .length),
    ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length:\r\n\r\n", .length),
    ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999\r\n\r\n", .length),
    ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", .encoding),
    ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked, chunked\r\n\r\n", .encoding),
    ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", .encoding),
    ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: identity\r\n\r\n", .encoding),
    ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: xchunked\r\n\r\n", .encoding),
    ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: \"chunked\"\r\n\r\n", .encoding),
    ("POST / HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n", .encoding),
    ("GET / HTTP/1.1\r\nHost: h\r\nConnection: host\r\n\r\n", .connectionOption),
    ("POST / HTTP/1.1\r\nHost: h\r\nConnection: content-length\r\nContent-Length: 5\r\n\r\n", .connectionOption),
    ("GET / HTTP/1.1\r\nHost: h\r\nConnection: a b\r\n\r\n", .field),
    ("GET / HTTP/1.1\r\nHost: h\r\nExpect: 200-ok\r\n\r\n", .expectation),
  ]

  @Test(arguments: refused)
  func refuses(text: String, fault: MessageFault) {
    #expect(Scan.fault(text) == fault)
  }

  @Test(arguments: [
    "GET / HTTP/1.1\r\nHost: h\r\n\r\n", "\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n", "GET / HTTP/1.0\r\n\r\n",
    "GET /a%20b/c.d/.well-known/x?q={a}|\"b\"../%zz HTTP/1.1\r\nHost: [::1]:8080\r\nX:\r\nY: \u{E9}\t z \r\n\r\n",
    "PROPFIND / HTTP/1.1\r\nHost: a_b.c-d:80\r\nContent-Length: 0\r\n\r\n", "GET http://H?x HTTP/1.1\r\nHost: h\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: Chunked\r\n\r\n", "GET /...//..a HTTP/1.1\r\nHost: h\r\n\r\n",
  ])
  func accepts(text: String) {
    #expect(Scan.request(text) == .complete)
  }

  @Test func knowsTheFraming() {
    #expect(Scan.head("GET / HTTP/1.1\r\nHost: h\r\n\r\n")?.framing == BodyFraming.none)
    #expect(Scan.head("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n")?.framing == BodyFraming.none)
    #expect(Scan.head("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 007\r\n\r\n")?.framing == .length(7))
    #expect(Scan.head("PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n")?.framing == .chunked)
  }

  @Test func limits() {
    var limits = HeadLimits()
    limits.fields = 3
    limits.bytes = 200
    limits.target = 20
    let head = "GET / HTTP/1.1\r\nHost: h\r\n"
    #expect(Scan.fault(head + "A: 1\r\nB: 2\r\n\r\n", limits: limits) == nil)
    #expect(Scan.fault(head + "A: 1\r\nB: 2\r\nC: 3\r\n\r\n", limits: limits) == .tooManyFields)
    #expect(Scan.fault(head + "A: " + String(repeating: "a", count: 200) + "\r\n\r\n", limits: limits) == .headTooLarge)
    #expect(Scan.fault(head + "A: " + String(repeating: "a", count: 200), limits: limits) == .headTooLarge)
    #expect(
      Scan.fault("GET /" + String(repeating: "a", count: 20) + " HTTP/1.1\r\nHost: h\r\n\r\n", limits: limits) == .targetTooLong)
  }

  @Test func everyFaultHasAnAnswer() {
    for fault in MessageFault.allCases {
      #expect((400...505).contains(fault.status))
      #expect(Reason.text(fault.status) != "Status")
      #expect(fault.sentence.hasSuffix("."))
    }
  }
}
