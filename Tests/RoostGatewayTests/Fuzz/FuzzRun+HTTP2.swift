import NIOCore
import NIOHPACK
import Testing

@testable import RoostGateway

/// The edge where HTTP/2 becomes HTTP/1.1 and back: what is said in one is what is read in the other, and nothing more.
extension FuzzRun {
  /// A stream's request is malformed, refused by the scanner, or exactly one request with what the stream said.
  mutating func checkStream() {
    let headers = HTTP2FieldList.head(&random)
    let data = (0..<Int.random(in: 0...3, using: &random)).map { _ in
      (0..<Int.random(in: 0...20, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
    }
    let trailers = Bool.random(using: &random) ? HTTP2FieldList.trailers(&random) : nil
    let endsStream = data.isEmpty && trailers == nil
    guard let request = try? HTTP2Request(headers, endsStream: endsStream) else { return }
    let text = Array(request.text.readableBytesView)
    checkHead(text, of: headers)
    guard request.framing == .chunked, let body = body(data, trailers) else { return }
    let message = text + body
    let whole = Transcript(message, cuts: [])
    #expect(Transcript(message, cuts: [text.count]) == whole, "\(headers)")
    let ours = OurReading(message)
    guard ours.isComplete else { return }
    noteAccepted()
    #expect(ours.body == data.flatMap { $0 }, "\(headers) \(data)")
    let theirs = TheirReading(message)
    #expect(theirs.error == nil && theirs.isComplete && theirs.body == ours.body, "\(headers) \(data)")
  }

  private func checkHead(_ text: [UInt8], of headers: HPACKHeaders) {
    var scanner = RequestScanner(limits: HeadLimits())
    switch text.withUnsafeBytes({ scanner.scan($0) }) {
    case .incomplete: Issue.record("a head without an end: \(headers)")
    case .fault: break
    case .complete:
      let head = scanner.head
      #expect(head.end == text.count, "\(headers)")
      #expect(
        String(decoding: text[head.target.start..<head.target.end], as: UTF8.self) == headers.first(name: ":path"), "\(headers)")
      let host = headers.first(name: ":authority") ?? headers.first(name: "host")
      #expect(String(decoding: text[head.host.start..<head.host.end], as: UTF8.self) == host, "\(headers)")
      // A line for each field and one for the request, cookies in one, Host and the encoding perhaps added.
      let lines = String(decoding: text, as: UTF8.self).components(of: "\r\n").count - 2
      #expect(lines <= headers.count + 2, "\(headers)")
    }
  }

  /// `nil` where the trailers are malformed.
  private func body(_ data: [[UInt8]], _ trailers: HPACKHeaders?) -> [UInt8]? {
    var body: [UInt8] = []
    for (index, part) in data.enumerated() {
      let isLast = trailers == nil && index == data.count - 1
      body += HTTP2Chunk.wrap(ByteBuffer(bytes: part), isLast: isLast).readableBytesView
    }
    guard let trailers else { return body }
    return HTTP2Chunk.last(trailers).map { body + Array($0.readableBytesView) }
  }

  /// Cut anywhere, a response becomes the same stream, with nothing in it that HTTP/2 forbids.
  mutating func checkStreamResponse(_ message: [UInt8]) {
    let isHead = Bool.random(using: &random)
    let whole = StreamTranscript(message, cuts: [], isHead: isHead)
    for cuts in cuts(message.count) { #expect(StreamTranscript(message, cuts: cuts, isHead: isHead) == whole, "\(message)") }
    for (name, value) in whole.fields {
      let isStatus = name == ":status"
      #expect(isStatus || HTTP2Field.isName(name) && !HTTP2Field.isOfConnection(name), "\(message)")
      #expect(HTTP2Field.isValue(value), "\(message)")
    }
    guard whole.isComplete, let data = whole.data else { return }
    #expect(data.count <= message.count, "\(message)")
  }
}

extension String {
  fileprivate func components(of separator: String) -> [Substring] {
    split(separator: separator, omittingEmptySubsequences: false)
  }
}
