import NIOCore
import NIOHPACK

@testable import RoostGateway

/// What ``HTTP2Response`` makes of a response that comes in pieces.
struct StreamTranscript: Equatable {
  private(set) var isComplete = false
  private(set) var isBroken = false
  private var body: [UInt8] = []
  private var pairs: [HPACKHeaders] = []

  /// `nil` where the response turned out broken: how much of it came before depends on how it was cut.
  var data: [UInt8]? { isBroken ? nil : body }
  /// Of heads and trailers.
  var fields: [(String, String)] { pairs.flatMap { headers in headers.map { ($0.name, $0.value) } } }

  init(_ message: [UInt8], cuts: [Int], isHead: Bool) {
    var response = HTTP2Response(limits: HeadLimits())
    response.expect(isHeadRequest: isHead)
    var start = 0
    for cut in cuts + [message.count] where !isBroken {
      response.receive(ByteBuffer(bytes: message[start..<cut]))
      start = cut
      while !isBroken, let part = response.next() { note(part) }
    }
    isComplete = response.isComplete
  }

  private mutating func note(_ part: HTTP2Response.Part) {
    switch part {
    case .head(let headers, _): pairs.append(headers)
    case .data(let bytes): body += Array(bytes.readableBytesView)
    case .end(let trailers): pairs.append(trailers)
    case .broken: isBroken = true
    }
  }

  static func == (one: StreamTranscript, other: StreamTranscript) -> Bool {
    one.isBroken == other.isBroken && one.isComplete == other.isComplete && one.data == other.data
      && one.pairs.map { "\($0)" } == other.pairs.map { "\($0)" }
  }
}
