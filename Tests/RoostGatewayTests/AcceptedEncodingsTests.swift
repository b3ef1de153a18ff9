import NIOCore
import Testing

@testable import RoostGateway

/// Which encoding of a file a client gets.
@Suite struct AcceptedEncodingsTests {
  @Test(arguments: [
    ("gzip, deflate, br, zstd", 1000, 1000, 1), ("gzip", 0, 1000, 1), ("", 0, 0, 1), ("identity", 0, 0, 1000),
    ("br;q=0.5, gzip;q=0.8", 500, 800, 1), ("BR ; Q=0.25 , x-gzip", 250, 1000, 1), ("*", 1000, 1000, 1), ("*;q=0", 0, 0, 0),
    ("br;q=0, *;q=0.1", 0, 100, 1), ("gzip;q=1.000", 0, 1000, 1), ("gzip;q=0.001", 0, 1, 1), ("gzip;q=2", 0, 0, 1),
    ("gzip;q=0.0001", 0, 0, 1), ("gzip;x=1", 0, 0, 1), ("gzip;q=", 0, 0, 1), ("gzip;", 0, 0, 1), (",,gzip,,", 0, 1000, 1),
    ("identity;q=0.5, gzip;q=0.1", 0, 100, 500),
  ])
  func weights(field: String, brotli: Int, gzip: Int, plain: Int) {
    let accepted = Array(field.utf8 + [0]).withUnsafeBufferPointer {
      AcceptedEncodings(Span(start: 0, end: field.utf8.count), in: $0.baseAddress.unsafelyUnwrapped)
    }
    #expect([accepted.brotli, accepted.gzip, accepted.plain] == [brotli, gzip, plain])
  }
}
