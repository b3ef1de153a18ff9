package import RoostModel
package import SystemPackage

/// Where the installer keeps things below Roost's home.
package struct StorePaths: Sendable, Equatable {
  package let home: FilePath

  package init(home: FilePath) { self.home = home }

  /// One directory a layer: `<runtime>-<version>-<digest12>/{fs/,layer.json}`.
  package var layers: FilePath { home.appending("store").appending("layers") }
  /// Verified downloads, named by their SHA-256.
  package var downloads: FilePath { home.appending("store").appending("downloads") }
  package var locks: FilePath { home.appending("store").appending("locks") }
  /// Package lists of the bases, one directory a base.
  package var packageLists: FilePath { home.appending("store").appending("apt") }
  /// One file a transaction.
  package var journal: FilePath { home.appending("store").appending("journal") }
  /// Removed layers, one directory a transaction: out of sight, deleted when nobody uses them any more.
  package var retired: FilePath { home.appending("store").appending("retired") }
  /// Directories that were layers of ours and are damaged: moved here by a repair, for a person to look at.
  package var broken: FilePath { home.appending("store").appending("broken") }
  /// Lists of versions and checksums, kept for minutes.
  package var pages: FilePath { home.appending("store").appending("pages") }
  /// Same file system as ``layers``, so that publishing is a rename.
  package var temporary: FilePath { home.appending("tmp") }

  /// The key this node signs bundles with, readable by its owner alone.
  package var keys: FilePath { home.appending("store").appending("keys") }
  /// Public keys (`*.pub`) of nodes whose bundles are installed here.
  package var trustedKeys: FilePath { keys.appending("trusted") }

  package func lock(_ name: String) -> FilePath { locks.appending("\(name).lock") }

  /// Held by whoever builds or removes that version.
  package func lock(of runtime: RuntimeID, _ version: String) -> FilePath { lock("\(runtime)-\(version)") }
}
