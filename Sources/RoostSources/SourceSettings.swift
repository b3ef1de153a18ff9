package import RoostModel
package import SystemPackage

/// What the daemon's settings say about where code may come from, and how much of it.
package struct SourceSettings: Sendable {
  /// Bodies that were uploaded, and trees that are being fetched: `ROOST_HOME/spool`.
  package var spool: FilePath
  /// Addresses that may be fetched from although they are not public: `sources.allow-private`.
  package var allowed: [AddressRange] = []
  /// Of an upload or a download.
  package var archiveLimit = ByteCount.megabytes(1_000)
  /// What all of a source may amount to when unpacked.
  package var treeLimit = ByteCount.megabytes(2_000)
  package var entryLimit = 100_000
  /// For one fetch, whatever it is.
  package var timeLimit: Duration = .seconds(900)
  /// How long a server may send nothing.
  package var stallLimit: Duration = .seconds(30)
  /// `HTTPS_PROXY` and the like, for git.
  package var variables: [String: String] = [:]

  package init(spool: FilePath) { self.spool = spool }

  package var uploads: FilePath { spool.appending("uploads") }
  package var fetches: FilePath { spool.appending("fetch") }
}
