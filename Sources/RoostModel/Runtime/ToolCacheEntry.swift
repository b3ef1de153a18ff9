/// One version in a view for `actions/setup-*`.
package struct ToolCacheEntry: Codable, Sendable, Equatable {
  /// `node`, `Python`, `go`, `Ruby`, `Java_Temurin-Hotspot_jdk`.
  package var tool: String
  /// As semantic version: `3.11.2`.
  package var version: String
  /// `x64`, `arm64`.
  package var architecture: String
  package var path: String
  package var layer: String

  package init(
    tool: String, version: String, architecture: String, path: String, layer: String
  ) {
    self.tool = tool
    self.version = version
    self.architecture = architecture
    self.path = path
    self.layer = layer
  }
}
