/// A minimal Debian root, the bottom of every stack, as mmdebstrap makes it.
package struct BaseSource: Hashable, Sendable, Codable {
  package var suite: String
  /// The layer's version: the release's number. Point releases differ in the layer's digest.
  package var version: String
  /// mmdebstrap's variant: `minbase`.
  package var variant: String
  /// Packages beyond the variant's own.
  package var include: [String]

  package init(suite: String, version: String, variant: String, include: [String]) {
    self.suite = suite
    self.version = version
    self.variant = variant
    self.include = include
  }
}
