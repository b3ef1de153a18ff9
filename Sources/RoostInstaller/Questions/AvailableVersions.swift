import Logging
import RoostCatalog
import RoostModel

/// What each source of a runtime offers now, in the order in which an installation asks them. Pure.
struct AvailableVersions: Sendable, Equatable {
  let scheme: VersionScheme
  /// One list for each source that answered.
  var lists: [[String]]

  /// What an installation would take instead of `installed`: the same when nothing newer fits. `nil` when nobody answered.
  func newest(in selector: VersionSelector, beside installed: String) -> String? {
    guard !lists.isEmpty else { return nil }
    let offered = lists.lazy.compactMap { selector.pick(available: $0, installed: []) }.first
    guard let offered, scheme.newestFirst([installed, offered]).first == offered else { return installed }
    return offered
  }

  /// The newest of all, pre-releases aside.
  var newest: String? { scheme.toOffer(lists.flatMap { $0 }).first }
}

extension Installer {
  /// Asks all sources of a runtime. One that cannot answer is left out.
  func available(_ entry: CatalogueEntry, base: InstalledLayer?) async -> AvailableVersions {
    var available = AvailableVersions(scheme: entry.scheme, lists: [])
    for option in entry.sources {
      do throws(Problem) {
        available.lists.append(try await source(option.source, of: entry, base: base).offers().map(\.version))
      } catch {
        logger.debug("source silent", metadata: ["runtime.id": "\(entry.id)", "problem": "\(error.code.rawValue)"])
      }
    }
    return available
  }
}
