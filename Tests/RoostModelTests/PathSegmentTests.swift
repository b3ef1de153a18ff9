import RoostModel
import Testing

@Suite struct PathSegmentTests {
  @Test(arguments: ["nodejs@22", "python@>=3.9 <3.13", "../..", "a/b", "%2f", "é", ""])
  func comesBackAsItWas(_ text: String) {
    let encoded = PathSegment.encode(text)
    #expect(!encoded.contains("/") && !encoded.contains(" ") && !encoded.contains("?"))
    #expect(PathSegment.decode(encoded) == text)
  }

  @Test(arguments: ["%", "%2", "%zz", "%00", "%ff", "a%c3"]) func brokenEscapesAreRefused(_ text: String) {
    #expect(PathSegment.decode(text) == nil)
  }

  @Test func decodesOnce() { #expect(PathSegment.decode("%252f") == "%2f") }
}
