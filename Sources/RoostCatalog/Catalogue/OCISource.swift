/// A root file system or layer from a registry that speaks the OCI distribution protocol.
package struct OCISource: Hashable, Sendable, Codable {
  /// Host, with port where needed.
  package var registry: String
  package var repository: String
  /// Template: `{version}`.
  package var tag: String
  /// The layer's version.
  package var version: String

  package init(
    registry: String, repository: String, tag: String, version: String
  ) {
    self.registry = registry
    self.repository = repository
    self.tag = tag
    self.version = version
  }
}
