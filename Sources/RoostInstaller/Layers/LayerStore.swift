import FoundationEssentials
import Glibc
package import RoostModel
import RoostSystem
package import SystemPackage

/// The installed layers on disk: found by listing a directory, published by one rename, never changed.
package struct LayerStore: Sendable {
  package let paths: StorePaths

  package init(home: FilePath) { paths = StorePaths(home: home) }

  /// Makes the directories and removes what killed installs left. Call once at start.
  package func open() async throws(Problem) {
    let store = self
    try await BlockingWork.run { () throws(Problem) in
      let paths = store.paths
      for directory in [
        paths.layers, paths.downloads, paths.locks, paths.packageLists, paths.temporary, paths.journal, paths.retired,
      ] {
        try DirectoryCreation.ensure(directory)
      }
      try store.sweep()
    }
  }

  /// Every layer there is; directories that are none are reported, not touched.
  package func scan() async throws(Problem) -> LayerScan {
    let store = self
    return try await BlockingWork.run { () throws(Problem) in try store.scanNow() }
  }

  /// The name of a layer's directory is the layer's name; the trees are found from it, so the home may be moved.
  private func scanNow() throws(Problem) -> LayerScan {
    var scan = LayerScan()
    for name in try DirectoryListing.names(in: paths.layers) {
      let directory = paths.layers.appending(name)
      do throws(Problem) {
        scan.layers.append(try LayerRecord.read(in: directory, name: name))
      } catch {
        scan.broken.append(LayerScan.Broken(path: directory.string, reason: error.message))
      }
    }
    return scan
  }

  package func layer(named name: String) async throws(Problem) -> InstalledLayer? {
    try await scan().layers.first { $0.name == name }
  }

  /// A new empty layer on the store's file system.
  package func stage() async throws(Problem) -> StagedLayer {
    let temporary = paths.temporary
    return try await BlockingWork.run { () throws(Problem) in try StagedLayer.make(in: temporary) }
  }

  /// Makes a staged tree visible: record, sync, rename. When the same layer is there already, that one is kept.
  /// `layer.tree` may hold anything; the answer holds the published path.
  package func publish(_ staged: StagedLayer, as layer: InstalledLayer) async throws(Problem) -> InstalledLayer {
    let store = self
    return try await BlockingWork.run { () throws(Problem) in
      let target = store.paths.layers.appending(layer.name)
      var published = layer
      published.tree = target.appending("fs").string
      try DirectoryRemoval.removeNow(staged.scratch)
      published.seal = try TreeSeal.make(of: staged.tree)
      try LayerRecord.write(published, in: staged.directory)
      try staged.sync()
      if rename(staged.directory.string, target.string) != 0 {
        guard errno == EEXIST || errno == ENOTEMPTY else { throw Problem.lastSystemCall("publish \(layer.name)") }
        published = try LayerRecord.read(in: target, name: layer.name)
        try DirectoryRemoval.removeNow(staged.directory)
      }
      try AtomicFile.syncDirectory(store.paths.layers)
      return published
    }
  }

  /// Removes what killed installs left in `tmp/`: only directories made here, only when nobody holds their lock, and
  /// partial downloads a day after they stopped growing. Blocking.
  package func sweep() throws(Problem) {
    for name in try DirectoryListing.names(in: paths.temporary) {
      let path = paths.temporary.appending(name)
      if name.hasPrefix(StagedLayer.prefix) {
        guard let lock = try StagedLayer.lock(path) else { continue }
        try withExtendedLifetime(lock) { () throws(Problem) in try DirectoryRemoval.removeNow(path) }
      } else if name.hasPrefix(PartialDownload.prefix) {
        try PartialDownload.removeAbandoned(path, locks: paths.locks)
      }
    }
  }
}
