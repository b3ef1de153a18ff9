import RoostCatalog
import RoostModel

/// A file to be fetched, and the checksum it must have.
struct Artifact: Sendable, Equatable {
  /// Its file name, for people.
  var name: String
  /// `https:`, `http:` or `file:`.
  var url: String
  var sum: FileSum
  /// `nil` when nobody said.
  var size: ByteCount?

  init(name: String, url: String, sum: FileSum, size: ByteCount? = nil) {
    self.name = name
    self.url = url
    self.sum = sum
    self.size = size
  }

  /// Throws `download.failed` where the source named something that is no SHA-256, as it becomes a file name.
  init(name: String, url: String, sha256: String, size: ByteCount?) throws(Problem) {
    guard let sum = FileSum(sha256), sum.algorithm == .sha256 else {
      throw Problem(
        .downloadFailed, "no SHA-256 is known for \(name), so it is not fetched",
        hint: "use a package index that states SHA-256 sums: pip config list")
    }
    self.init(name: name, url: url, sum: sum, size: size)
  }

  /// What it is called among the downloads.
  var key: String { sum.algorithm == .sha256 ? sum.digits : "\(sum.algorithm.rawValue)-\(sum.digits)" }
}
