/// The versions of a runtime that could be installed now.
package struct VersionList: Codable, Sendable, Equatable {
  package struct Version: Codable, Sendable, Equatable {
    package var version: String
    /// Where an installation would take it from; `nil` for an installed one that no source has any more.
    package var source: String?
    /// Whether there is a layer of it.
    package var isInstalled: Bool
    package var support: SupportPhase?

    package init(version: String, source: String?, isInstalled: Bool, support: SupportPhase?) {
      self.version = version
      self.source = source
      self.isInstalled = isInstalled
      self.support = support
    }
  }

  package var runtime: RuntimeID
  /// Newest first. Pre-releases only where nothing else was asked for or is there.
  package var versions: [Version]
  /// Sources that could not be asked, with the reason.
  package var silent: [String]

  package init(runtime: RuntimeID, versions: [Version], silent: [String]) {
    self.runtime = runtime
    self.versions = versions
    self.silent = silent
  }
}
