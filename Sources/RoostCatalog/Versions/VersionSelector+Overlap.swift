extension VersionSelector {
  /// Whether there can be a version that fits both. A selector of the host's own fits with anything: nothing is known of it.
  ///
  /// Where one may begin to fit is at a version that is written in one of them, or right after it, so only those are tried.
  func overlaps(_ other: VersionSelector) -> Bool {
    if asksForHost || other.asksForHost { return true }
    return (turningPoints + other.turningPoints).contains { fits($0) && other.fits($0) }
  }

  /// Whether all versions that fit this also fit `other`, which must be upward closed: `>=18`.
  func liesWithin(_ other: VersionSelector) -> Bool {
    let points = turningPoints.filter(fits)
    return !points.isEmpty && points.allSatisfy(other.fits)
  }

  private func fits(_ version: VersionNumber) -> Bool { ranges.contains { $0.contains(version, scheme: scheme) } }

  private var turningPoints: [VersionNumber] {
    let reader = VersionReader(scheme: scheme)
    var points = [reader.final([0, 0, 0])]
    for range in ranges {
      points += range.namedPreReleases
      for clause in range.clauses {
        if let bound = clause.bound { points.append(bound) }
        points += Self.around(clause.numbers).map(reader.final)
      }
    }
    return points
  }

  /// The numbers themselves and, at each of their places, one more.
  private static func around(_ numbers: [Int]) -> [[Int]] {
    guard !numbers.isEmpty else { return [] }
    let full = numbers + Array(repeating: 0, count: max(0, 3 - numbers.count))
    let next = full.indices.map { place in
      Array(full[..<place]) + [full[place] + 1] + Array(repeating: 0, count: full.count - place - 1)
    }
    return [full] + next
  }
}
