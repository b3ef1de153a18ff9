import RoostCatalog
import RoostModel

/// Puts together what several sources offer. Pure.
struct OfferedVersions {
  let entry: CatalogueEntry
  let today: CalendarDay
  /// `nil`: all final versions.
  var range: VersionSelector?
  var installed: Set<String> = []
  /// Source by version; an installation takes the first that has it.
  private var sources: [String: String] = [:]

  init(entry: CatalogueEntry, today: CalendarDay) {
    self.entry = entry
    self.today = today
  }

  mutating func add(_ versions: [String], from source: String) {
    for version in versions where sources[version] == nil { sources[version] = source }
  }

  var hasAny: Bool { !shown.isEmpty }

  func result(silent: [String]) -> VersionList {
    let versions = shown.map { version in
      VersionList.Version(
        version: version, source: sources[version], isInstalled: installed.contains(version),
        support: entry.support(of: version, on: today))
    }
    return VersionList(runtime: entry.id, versions: versions, silent: silent)
  }

  private var shown: [String] {
    let all = Array(installed.union(sources.keys))
    if let range { return entry.scheme.newestFirst(all.filter(range.matches)) }
    let final = Set(entry.scheme.toOffer(all)).union(installed)
    return entry.scheme.newestFirst(Array(final))
  }
}
