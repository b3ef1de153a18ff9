import Testing

@testable import RoostCatalog

/// Thousands of made-up selectors and versions in each dialect, against the slowest reading of its rules.
@Suite struct VersionOracleTests {
  @Test(arguments: SlowDialect.all) func ordersAgree(_ dialect: SlowDialect) throws {
    var random = SeededGenerator(seed: 7)
    let reader = VersionReader(scheme: dialect.scheme)
    for _ in 0..<5000 {
      let (left, right) = (dialect.version(&random), dialect.version(&random))
      let (one, other) = (dialect.text(left), dialect.text(right))
      let order = try #require(reader.read(one)).compare(try #require(reader.read(other)))
      #expect(order.signum() == SlowVersion.order(left, right), "\(one) and \(other)")
    }
  }

  @Test(arguments: SlowDialect.all) func selectorsAgree(_ dialect: SlowDialect) throws {
    var random = SeededGenerator(seed: 8)
    var wrong: [String] = []
    for _ in 0..<1500 {
      let slow = SlowSelector.random(dialect, &random)
      let selector = try VersionSelector(slow.text, scheme: dialect.scheme)
      for _ in 0..<25 {
        let version = dialect.version(&random)
        let text = dialect.text(version)
        if selector.matches(text) != slow.contains(version) { wrong.append("'\(slow.text)' \(text) \(slow.contains(version))") }
      }
    }
    #expect(wrong.prefix(20) == [])
  }

  @Test(arguments: SlowDialect.all) func picksAgree(_ dialect: SlowDialect) throws {
    var random = SeededGenerator(seed: 9)
    var found = 0
    for _ in 0..<3000 {
      let slow = SlowSelector.random(dialect, &random)
      let available = (0..<Int.random(in: 0...12, using: &random)).map { _ in dialect.version(&random) }
      let installed = (0..<Int.random(in: 0...4, using: &random)).map { _ in dialect.version(&random) }
      let picked = try VersionSelector(slow.text, scheme: dialect.scheme)
        .pick(available: available.map(dialect.text), installed: installed.map(dialect.text))
      let expected = slow.pick(available: available, installed: installed).map(dialect.text)
      #expect(picked == expected, "'\(slow.text)' of \(available.map(dialect.text)), installed \(installed.map(dialect.text))")
      found += picked == nil ? 0 : 1
    }
    #expect(found > 500 && found < 3000)
  }

  /// Two selectors overlap when some version of a grid that is finer than their numbers fits both.
  @Test(arguments: SlowDialect.all) func overlapsAgree(_ dialect: SlowDialect) throws {
    var random = SeededGenerator(seed: 10)
    let grid = (0...5).flatMap { a in (0...5).flatMap { b in (0...5).map { [a, b, $0] } } }
      .map { SlowVersion(numbers: dialect.scheme == .java ? [$0[0] + 17, $0[1], $0[2]] : $0) }
    var apart = 0
    for _ in 0..<1000 {
      let (left, right) = (SlowSelector.random(dialect, &random), SlowSelector.random(dialect, &random))
      let overlap = try VersionSelector(left.text, scheme: dialect.scheme)
        .overlaps(VersionSelector(right.text, scheme: dialect.scheme))
      if grid.contains(where: { left.contains($0) && right.contains($0) }) {
        #expect(overlap, "'\(left.text)' and '\(right.text)'")
      } else {
        apart += overlap ? 0 : 1
      }
    }
    #expect(apart > 50)
  }
}
