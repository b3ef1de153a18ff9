import NIOCore
import NIOHPACK

/// Reads what a ``ClientConnection`` writes, HTTP/1.1 of one response, as the parts an HTTP/2 stream is made of.
///
/// Pure, like ``ResponseMachine``, which it asks where each part ends.
struct HTTP2Response {
  enum Part {
    /// A head, of an interim response too. `ends` when no body follows.
    case head(HPACKHeaders, ends: Bool)
    case data(ByteBuffer)
    /// The body is complete. What came behind it is empty as a rule.
    case end(trailers: HPACKHeaders)
    /// No response.
    case broken
  }

  private var machine: ResponseMachine
  private var chunks: ChunkUnwrapper?
  private var input = ByteBuffer()
  /// Received of the body, chunk lines and all.
  private var body = ByteBuffer()
  private var bodyEnds = false
  private(set) var isComplete = false
  private var endsWithConnection = false

  /// What the gateway adds to an app's head must fit too.
  init(limits: HeadLimits) {
    var limits = limits
    limits.bytes *= 2
    limits.fields *= 2
    machine = ResponseMachine(limits: limits)
  }

  mutating func expect(isHeadRequest: Bool) { machine.expect(isHeadRequest: isHeadRequest, upgrade: false) }

  /// Whether the body has no other end than the connection's.
  var mayEndHere: Bool { isComplete || endsWithConnection }

  /// The connection's end is the body's end.
  mutating func endHere() { bodyEnds = true }

  mutating func receive(_ bytes: ByteBuffer) {
    if input.readableBytes == 0 { input = bytes } else { input.writeImmutableBuffer(bytes) }
  }

  /// The next part, until there is none for now.
  mutating func next() -> Part? {
    while true {
      if let part = nextOfBody() { return part }
      guard !isComplete, input.readableBytes > 0 else { return nil }
      switch input.withUnsafeReadableBytes({ machine.next($0) }) {
      case .wait: return nil
      case .interim:
        let head = takeHead()
        machine.interimPassed()
        return .head(head, ends: false)
      case .begin(let ends): return begin(ends: ends)
      case .forward(let count, let ends):
        body = input.readSlice(length: count) ?? ByteBuffer()
        bodyEnds = ends
      case .tunnel, .refuse, .surplus: return .broken
      }
    }
  }

  /// Data of what was received of the body, or its end.
  private mutating func nextOfBody() -> Part? {
    while body.readableBytes > 0 {
      guard var unwrapper = chunks else {
        defer { body = ByteBuffer() }
        return .data(body)
      }
      let step = body.withUnsafeReadableBytes { unwrapper.next($0) }
      chunks = unwrapper
      switch step {
      case .data(let count): return body.readSlice(length: count).map(Part.data)
      case .frame(let count): body.moveReaderIndex(forwardBy: count)
      }
    }
    guard bodyEnds, !isComplete else { return nil }
    isComplete = true
    return .end(trailers: trailers())
  }

  private mutating func begin(ends: Bool) -> Part {
    let head = machine.scanner.head
    isComplete = ends
    if !ends {
      if head.isChunked { chunks = ChunkUnwrapper() }
      endsWithConnection = !head.isChunked && head.length == nil
    }
    return .head(takeHead(), ends: ends)
  }

  private mutating func takeHead() -> HPACKHeaders {
    let head = machine.scanner.head
    // A response without a body says no length of one (RFC 9110, 8.6).
    let hasNoLength = head.status < 200 || head.status == 204
    var headers = HPACKHeaders([(":status", String(head.status))])
    input.withUnsafeReadableBytes {
      HTTP2Field.add(Span(start: head.lineEnd, end: head.end - 2), of: $0.bytes, to: &headers) {
        hasNoLength && $0 == "content-length"
      }
    }
    input.moveReaderIndex(forwardBy: head.end)
    return headers
  }

  private func trailers() -> HPACKHeaders {
    var headers = HPACKHeaders()
    guard let lines = chunks?.trailers, lines.count > 2 else { return headers }
    lines.withUnsafeBytes {
      HTTP2Field.add(Span(start: 0, end: lines.count - 2), of: $0.bytes, to: &headers) { _ in false }
    }
    return headers
  }
}
