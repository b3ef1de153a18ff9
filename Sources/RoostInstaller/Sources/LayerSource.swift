import RoostModel
import SystemPackage

/// One way of making a layer: what versions there are, and how to fill an empty tree with one.
protocol LayerSource: Sendable {
  func versions() async throws(Problem) -> [String]
  /// Fills `job.tree`. Ownership and modes are as the source has them; what must not be in a layer is removed afterwards.
  func build(_ version: String, in job: BuildJob) async throws(Problem) -> LayerOrigin
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
  /// Space on disk the catalogue expects.
  var estimate: ByteCount
}
