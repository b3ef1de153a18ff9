import RoostCatalog
import RoostInstaller
package import RoostModel
import RoostSystem
import SystemPackage

/// Names that a command line can be completed with, read from the catalogue and the home without locking anything.
package struct KnownNames: Sendable, Equatable {
  package var runtimes: [String]
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
      runtimes: catalogue.entries.map(\.id.text), installed: installed.sorted(), profiles: catalogue.profiles.map(\.name),
      transactions: numbers.sorted(by: >).map(String.init))
  }
}
