/// Why a runtime is there.
package struct WhyAnswer: Codable, Sendable, Equatable {
  package var runtime: RuntimeID
  package var layers: [InstalledLayer]
  /// Transactions that name it, newest first.
  package var requestedIn: [TransactionRecord]
  /// Installed layers that stand on it.
  package var requiredBy: [String]
  package var apps: [AppUse]
  package var profiles: [String]
  /// The same in sentences; never empty.
  package var reasons: [String]

  package init(
    runtime: RuntimeID, layers: [InstalledLayer], requestedIn: [TransactionRecord], requiredBy: [String], apps: [AppUse],
    profiles: [String], reasons: [String]
  ) {
    self.runtime = runtime
    self.layers = layers
    self.requestedIn = requestedIn
    self.requiredBy = requiredBy
    self.apps = apps
    self.profiles = profiles
    self.reasons = reasons
  }
}
