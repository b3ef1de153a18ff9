/// A runtime as `roost runtime list` and `info` show it.
package struct RuntimeSummary: Codable, Sendable, Equatable {
  package var runtime: RuntimeID
  package var title: String
  package var aliases: [String]
  package var provides: [String]
  package var source: String
  package var channels: [String]
  package var installed: [InstalledLayer]
  /// Names of apps whose live release uses it, by installed version.
  package var usedBy: [String: [String]]

  package init(
    runtime: RuntimeID, title: String, aliases: [String], provides: [String], source: String, channels: [String],
    installed: [InstalledLayer], usedBy: [String: [String]]
  ) {
    self.runtime = runtime
    self.title = title
    self.aliases = aliases
    self.provides = provides
    self.source = source
    self.channels = channels
    self.installed = installed
    self.usedBy = usedBy
  }
}
