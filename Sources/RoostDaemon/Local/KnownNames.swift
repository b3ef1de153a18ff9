import RoostCatalog
import RoostInstaller
package import RoostModel
import RoostSystem
import SystemPackage

/// Names that a command line can be completed with, read from the catalogue and the home without locking anything.
package struct KnownNames: Sendable, Equatable {
  package var runtimes: [String]
  /// `nodejs@lts`, `nodejs@22`: channels, lines that their makers look after, what is installed. Without a network.
  package var versions: [String]
  /// `ruby`, or `nodejs@22.20.0` and `nodejs@24.1.0`.
  package var installed: [String]
  package var profiles: [String]
  /// Newest first.
  package var transactions: [String]

  package static func read(_ home: HomeDirectory) async throws(Problem) -> KnownNames {
    let catalogue = try Parts.makeCatalogue()
    let paths = FilePath(home.path).appending("store")
    let layers = try await LayerStore(home: FilePath(home.path)).scan().layers
    let byName = Dictionary(grouping: layers, by: \.runtime)
    let installed = byName.flatMap { runtime, layers in
      layers.count == 1 ? [runtime.text] : layers.map { "\(runtime)@\($0.version)" }
    }
    let journal = try DirectoryListing.names(in: paths.appending("journal"))
    let numbers = Set(journal.compactMap { Int($0.prefix { $0.isNumber }) })
    return KnownNames(
      runtimes: catalogue.entries.map(\.id.text), versions: versions(catalogue, layers), installed: installed.sorted(),
      profiles: catalogue.profiles.map(\.name),
      transactions: numbers.sorted(by: >).map(String.init))
  }

  private static func versions(_ catalogue: Catalogue, _ layers: [InstalledLayer]) -> [String] {
    catalogue.entries.flatMap { entry in
      let lines = entry.support.filter { $0.phase != .eol && !$0.versions.contains(" ") }.map(\.versions)
      let installed = layers.filter { $0.runtime == entry.id }.map(\.version)
      let all = entry.channels.names.filter { !$0.contains("*") } + lines + installed
      return Set(all).sorted().map { "\(entry.id)@\($0)" }
    }
  }
}
