/// A version in a selector, of which the end may be missing or open: `22`, `22.x`, `3.11.*`, `2.0.0-rc.1`, `*`.
struct PartialVersion {
  /// None for `*`.
  var numbers: [Int]
  /// Ends in `x` or `*`.
  var isOpen: Bool
  /// The whole version, when more than numbers is stated.
  var suffixed: VersionNumber?

  init?(_ text: String, reader: VersionReader) {
    var parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let isOpen = parts.last.map { PartialVersion.wildcards.contains($0) } ?? false
    while let last = parts.last, PartialVersion.wildcards.contains(last) { parts.removeLast() }
    self.isOpen = isOpen
    if parts.isEmpty {
      guard isOpen else { return nil }
      numbers = []
      return
    }
    guard let version = reader.read(parts.joined(separator: ".")) else { return nil }
    numbers = version.release
    let plain = version == reader.final(version.release)
    guard plain || !isOpen else { return nil }
    suffixed = plain ? nil : version
  }

  private static let wildcards: Set<Substring> = ["x", "X", "*"]

  var namedPreReleases: [VersionNumber] { suffixed.map { $0.isPreRelease ? [$0] : [] } ?? [] }

  /// The version itself, or the lowest final one it may be.
  func lowest(_ reader: VersionReader) -> VersionNumber { suffixed ?? reader.final(numbers) }

  /// The numbers that follow all that begin with the first `count` of these: 1.2.3 at 2 is 1.3.
  func next(at count: Int) -> [Int] {
    var kept = Array(numbers.prefix(count))
    kept[kept.count - 1] += 1
    return kept
  }
}
