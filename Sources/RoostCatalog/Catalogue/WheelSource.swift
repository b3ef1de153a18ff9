/// A wheel of the Python package index, used as a plain archive. Its index, versions and hashes are pip's business.
package struct WheelSource: Hashable, Sendable, Codable {
  /// The name of the package as pip knows it.
  package var package: String
  /// The directory of the archive that is taken; `{version}` stands for the wheel's version.
  package var subtree: String
  /// Where that directory's content lands in the layer, relative to its root: `usr/local`.
  package var destination: String
  /// Globs of paths relative to the subtree that are left out; `**` crosses directories.
  package var skip: [String]
  /// Symbolic links made after unpacking: path relative to `destination` -> target as written into the link.
  package var links: [String: String]
  /// The runtime's versions, where they are not the wheel's.
  package var versionMap: WheelVersionMap

  package init(
    package: String, subtree: String, destination: String, skip: [String] = [], links: [String: String] = [:],
    versionMap: WheelVersionMap = WheelVersionMap()
  ) {
    self.package = package
    self.subtree = subtree
    self.destination = destination
    self.skip = skip
    self.links = links
    self.versionMap = versionMap
  }

  /// `version` is the wheel's own.
  package func subtree(version: String) -> String { subtree.replacing("{version}", with: version) }
}
