/// A runtime as `roost runtime list` and `info` show it.
package struct RuntimeSummary: Codable, Sendable, Equatable {
  package var runtime: RuntimeID
  package var title: String
  package var aliases: [String]
  package var provides: [String]
  /// How it is made, in the order that is tried; for people.
  package var sources: [String]
  package var channels: [String]
  package var installed: [InstalledLayer]
  /// Names of apps whose live release uses it, by installed version.
  package var usedBy: [String: [String]]
  /// No way to make it was ever run against the real thing.
  package var untested: Bool
  package var support: [SupportPhase]
  package var cost: Cost
  /// The packages it is on this machine's own package manager, if it is.
  package var hostPackages: [String]

  package init(
    runtime: RuntimeID, title: String, aliases: [String], provides: [String], sources: [String], channels: [String],
    installed: [InstalledLayer], usedBy: [String: [String]], untested: Bool = false, support: [SupportPhase] = [], cost: Cost,
    hostPackages: [String] = []
  ) {
    self.runtime = runtime
    self.title = title
    self.aliases = aliases
    self.provides = provides
    self.sources = sources
    self.channels = channels
    self.installed = installed
    self.usedBy = usedBy
    self.untested = untested
    self.support = support
    self.cost = cost
    self.hostPackages = hostPackages
  }
}
