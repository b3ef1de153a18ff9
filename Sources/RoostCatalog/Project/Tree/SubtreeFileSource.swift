import RoostModel

/// The files of a directory of another source.
struct SubtreeFileSource: ProjectFileSource {
  let whole: any ProjectFileSource
  /// Ends in `/`.
  let prefix: String

  func bytes(of path: String, limit: Int) throws(Problem) -> [UInt8] {
    try whole.bytes(of: prefix + path, limit: limit)
  }
}
