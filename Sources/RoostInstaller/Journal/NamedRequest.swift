package import RoostModel

/// What a user asked for by name, and the version that answered it.
package struct NamedRequest: Codable, Sendable, Equatable {
  package var runtime: RuntimeID
  /// The selector as it was written: `22`, `lts`.
  package var selector: String
  package var version: String

  package init(runtime: RuntimeID, selector: String, version: String) {
    self.runtime = runtime
    self.selector = selector
    self.version = version
  }
}
