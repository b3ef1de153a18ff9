import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage

/// One way of making a layer: what versions there are, and how to fill an empty tree with one.
protocol LayerSource: Sendable {
  func offers() async throws(Problem) -> [LayerOffer]
  /// Fills `job.tree`. Ownership and modes are as the source has them; what must not be in a layer is removed afterwards.
  func build(_ offer: LayerOffer, in job: BuildJob) async throws(Problem) -> LayerOrigin
}

/// A version that could be installed now.
struct LayerOffer: Sendable, Equatable {
  var version: String
  /// The one file it is made from, where it is one file.
  var artifact: Artifact?
}

/// What a layer was made from.
struct LayerOrigin: Sendable, Equatable {
  /// SHA-256 over all inputs, in hexadecimal.
  var digest: String
  var provenance: [String]
}

/// What a source is given to build with.
struct BuildJob: Sendable {
  /// For people: `nodejs 24.19.0`.
  var title: String
  var tree: FilePath
  /// Removed afterwards; same file system as `tree`.
  var scratch: FilePath
  var downloads: DownloadStore
  var progress: ProgressSink
  /// What the catalogue expects.
  var estimate: InstallEstimate

  /// Refuses when the downloads and the unpacked tree would not fit.
  func requireSpace(download: ByteCount, unpacked: ByteCount) throws(Problem) {
    let needed = ByteCount(download.bytes + unpacked.bytes + unpacked.bytes / 10)
    try DiskSpace.at(tree).require(needed, for: title, at: tree)
  }
}
