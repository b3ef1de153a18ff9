import Testing

@testable import RoostCatalog

/// Random ranges against the slowest reading of the rules: every version of a small grid is asked of both.
@Suite struct VersionRangePropertyTests {
  @Test func rangesAgreeWithTheSlowReading() throws {
    var random = SeededGenerator(seed: 42)
    for _ in 0..<3000 {
      let range = SlowRange.random(&random)
      let selector = try VersionSelector(range.text, scheme: .semver)
      for version in SlowRange.grid {
        let text = version.map(String.init).joined(separator: ".")
        #expect(selector.matches(text) == range.contains(version), "\(range.text) and \(text)")
      }
    }
  }

  /// Whatever the text, the parser answers; what it takes, it prints as it was written.
  @Test func anyTextIsEitherASelectorOrAFault() {
    var random = SeededGenerator(seed: 43)
    let letters = Array("0123456789.^~><=!|x*- ,vrca1+é\u{0}")
    for _ in 0..<20_000 {
      let text = String(
        (0..<Int.random(in: 0...12, using: &random)).map { _ in letters[Int.random(in: 0..<letters.count, using: &random)] })
      for scheme in VersionScheme.allCases {
        guard let selector = try? VersionSelector(text, scheme: scheme) else { continue }
        #expect(selector.text == text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
        _ = selector.matches("1.2.3")
      }
    }
  }
}
