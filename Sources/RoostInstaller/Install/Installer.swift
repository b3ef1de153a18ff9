package import Logging
package import RoostCatalog
package import RoostModel
import RoostSystem
package import SystemPackage

/// Turns catalogue entries into installed layers, and takes them away again.
///
/// A value: what it knows is on disk. Several of them, in one process or many, may work on one home; locks order them.
package struct Installer: Sendable {
  package let catalogue: Catalogue
  package let store: LayerStore
  let verifier: LayerVerifier
  let options: InstallerOptions
  let logger: Logger
  let pip: PipAnswers

  package init(
    home: FilePath, catalogue: Catalogue, options: InstallerOptions = InstallerOptions(), logger: Logger,
    verifier: @escaping LayerVerifier
  ) {
    self.catalogue = catalogue
    self.options = options
    self.logger = logger
    pip = PipAnswers(variables: options.pipVariables)
    self.verifier = verifier
    store = LayerStore(home: home)
  }

  /// What was done to the runtimes of this home.
  package var journal: Journal { Journal(store.paths, options: options) }

  /// Makes the directories and removes what killed installs left in `tmp/`. Call once at start, before ``recover(apps:)``.
  package func open() async throws(Problem) {
    try await store.open()
    let journal = journal
    try await BlockingWork.run { () throws(Problem) in try journal.keepReserve() }
  }
}
