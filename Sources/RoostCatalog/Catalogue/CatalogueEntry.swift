package import RoostModel

/// A runtime as data: what it is called, which versions there are, what its layer is made from and what proves it.
package struct CatalogueEntry: Hashable, Sendable {
  package var id: RuntimeID
  package var title: String
  /// Other names users may type.
  package var aliases: [String]
  package var kind: RuntimeKind
  /// Programs it brings.
  package var provides: [String]
  package var scheme: VersionScheme
  package var channels: Channels
  /// The selector of a requirement that states none.
  package var defaultSelector: String
  /// The ways to make its layer, in the order they are tried. Empty for what only a host can have.
  package var sources: [SourceOption]
  package var host: HostPackages?
  package var conflicts: ConflictRules
  /// What it is beside its name: `http-server`, `container-engine`.
  package var capabilities: [String]
  /// Lines of versions and what their makers still do for them.
  package var support: [SupportPhase]
  package var setup: [SetupStep]
  package var users: [SystemUser]
  /// Runtimes that must lie below it in a stack, nearest to the bottom first.
  package var requires: [RuntimeID]
  /// Variables its layer gives to processes.
  package var variables: [String: String]
  package var estimate: InstallEstimate
  /// Where projects state a version, most decisive first.
  package var versionFiles: [VersionFile]
  package var verify: [VerifyStep]

  package init(id: RuntimeID, title: String, scheme: VersionScheme, source: RuntimeSource) {
    self.init(id: id, title: title, scheme: scheme, sources: [SourceOption(source: source)])
  }

  package init(id: RuntimeID, title: String, scheme: VersionScheme, sources: [SourceOption]) {
    self.id = id
    self.title = title
    self.scheme = scheme
    self.sources = sources
    host = nil
    conflicts = ConflictRules()
    capabilities = []
    support = []
    setup = []
    users = []
    aliases = []
    kind = .language
    provides = []
    channels = Channels([:])
    defaultSelector = "*"
    requires = []
    variables = [:]
    estimate = InstallEstimate(download: ByteCount(0), disk: ByteCount(0), seconds: 0)
    versionFiles = []
    verify = []
  }

  /// The first way to make its layer; `nil` for what only a host can have.
  package var source: RuntimeSource? { sources.first?.source }

  /// No way to make its layer was ever run against the real thing.
  package var isUntested: Bool { !sources.isEmpty && sources.allSatisfy(\.untested) }

  /// A selector of this runtime's versions. Throws ``ProblemCode/usageInvalid`` when `text` is none.
  package func selector(_ text: String) throws(Problem) -> VersionSelector {
    do throws(SelectorFault) {
      return try VersionSelector(text, scheme: scheme, channels: channels)
    } catch {
      throw Problem(
        .usageInvalid, "'\(text.prefix(80))' selects no version of \(title): \(error.message)",
        hint: "write for example \(id)@\(defaultSelector); `roost runtime versions \(id)` lists what there is")
    }
  }
}
