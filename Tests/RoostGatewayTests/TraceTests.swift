import Testing

@testable import RoostGateway

@Suite struct TraceTests {
  private func trace(_ text: String) -> String? {
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return nil }
      return TraceParent.traceID(Span(start: 0, end: bytes.count), in: start).map { String(decoding: $0, as: UTF8.self) }
    }
  }

  private static let id = "4bf92f3577b34da6a3ce929d0e0e4736"

  @Test(arguments: ["00-\(id)-00f067aa0ba902b7-01", "cc-\(id)-00f067aa0ba902b7-01", "cc-\(id)-00f067aa0ba902b7-01-more"])
  func wellFormed(text: String) { #expect(trace(text) == Self.id) }

  @Test(arguments: [
    "", "00-\(id)-00f067aa0ba902b7", "00-\(id)-00f067aa0ba902b7-01-more", "ff-\(id)-00f067aa0ba902b7-01",
    "00-\(id.uppercased())-00f067aa0ba902b7-01", "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
    "00-\(id)-0000000000000000-01", "00_\(id)_00f067aa0ba902b7_01", "cc-\(id)-00f067aa0ba902b7-01.more",
  ])
  func malformed(text: String) { #expect(trace(text) == nil) }

  /// Ids differ, and each digit takes every value.
  @Test func idsAreRandom() {
    var random = FastRandom()
    let ids = (0..<2000).map { _ in String(decoding: RequestID.make(&random), as: UTF8.self) }
    #expect(Set(ids).count == 2000 && ids.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{32}/) != nil })
    for place in 0..<32 { #expect(Set(ids.map { Array($0)[place] }).count == 16) }
  }

  @Test func timesOfDay() {
    #expect(LogInstant.text(seconds: 0, milliseconds: 7) == "1970-01-01T00:00:00.007Z")
    #expect(LogInstant.text(seconds: 1_795_293_001, milliseconds: 999) == "2026-11-21T20:30:01.999Z")
  }
}
