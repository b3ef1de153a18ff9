/// How the versions of a runtime are read and ordered, and what the signs of its selectors mean.
package enum VersionScheme: String, Sendable, Codable, CaseIterable {
  /// semver.org 2.0.0 with npm's ranges.
  case semver
  /// Python's.
  case pep440
  /// deb-version(7).
  case debian
  /// RubyGems: `~> 3.2` goes up to 4, and 3.2.2p53 is 3.2.2.
  case ruby
  /// PHP's package manager: `~8.1` goes up to 9, `|` is `||`.
  case composer
  /// Java's: 17.0.9+9 is the ninth build of 17.0.9, 1.8.0_392 is 8.0.392.
  case java

  /// Whether a short version after a comparator stands for all that begin with it: then `<=3.9` takes 3.9.7, and `>3.9` does
  /// not. Otherwise it is a point: 3.9.0.
  var comparesSpans: Bool { self == .semver || self == .java }

  /// Whether a version written in full still leaves something open: a build, a revision.
  var completesVersions: Bool { self == .java || self == .debian }
}
