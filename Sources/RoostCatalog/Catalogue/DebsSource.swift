/// Debian packages with everything they need beyond the base, unpacked without their maintainer scripts.
package struct DebsSource: Hashable, Sendable, Codable {
  /// `bookworm`; must be the suite of the base below.
  package var suite: String
  /// The packages asked for; the rest follows from their dependencies.
  package var packages: [String]
  /// The package whose upstream version is the layer's version.
  package var versionOf: String

  package init(suite: String, packages: [String], versionOf: String) {
    self.suite = suite
    self.packages = packages
    self.versionOf = versionOf
  }

  /// The layer's version for a version of ``versionOf``: `3.11.2-6+deb12u6` is `3.11.2`, `1:2.4~rc1-1` is `2.4~rc1`.
  ///
  /// Debian's marks fall away: `1.63.0+dfsg1` and `2.23.0+ds1` are repacked, in `1.20.5+really1.20.2` the second is meant.
  package static func upstreamVersion(of packageVersion: String) -> String {
    var upstream = DebianVersion(packageVersion).upstream[...]
    if let mark = upstream.firstRange(of: "+really") { upstream = upstream[mark.upperBound...] }
    for mark in ["+dfsg", "~dfsg", "+ds", "~ds", "+repack"] {
      if let place = upstream.firstRange(of: mark) { upstream = upstream[..<place.lowerBound] }
    }
    return String(upstream)
  }
}
