import Foundation
import RoostModel

@testable import RoostCatalog

/// A runtime that has version files and nothing else.
enum VersionRules {
  static func entry(
    _ id: String, _ scheme: VersionScheme = .semver, default standard: String = "latest", aliases: [String] = [],
    _ files: [VersionFile]
  ) throws -> CatalogueEntry {
    guard let runtime = RuntimeID(id) else { throw Problem(.internal, "no name: \(id)", hint: "none") }
    var entry = CatalogueEntry(
      id: runtime, title: id.capitalized, scheme: scheme,
      source: .wheel(WheelSource(package: id, subtree: "x", destination: "y")))
    entry.aliases = aliases
    entry.channels = Channels(["latest": .newest, "stable": .newest, "lts": .versions("24"), "lts/jod": .versions("22")])
    entry.defaultSelector = standard
    entry.versionFiles = files
    return entry
  }

  /// `nodejs@22 because .nvmrc:1 says 22`
  static func decide(_ entry: CatalogueEntry, _ texts: [String: String], profile: String? = nil) throws -> VersionDecision {
    VersionDecision(try VersionStatements(of: entry, in: ProjectTree(name: "x", texts: texts)), profile: profile)
  }
}

extension VersionDecision {
  var text: String { "\(requirement.selector) because \(requirement.decidedBy)" }
}
