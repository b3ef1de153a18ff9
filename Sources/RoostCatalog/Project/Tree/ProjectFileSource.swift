import RoostModel

/// Where the contents of a project's files come from.
protocol ProjectFileSource: Sendable {
  /// Throws ``ProblemCode/projectFileRefused`` when the file has more than `limit` bytes or is not a regular file.
  func bytes(of path: String, limit: Int) throws(Problem) -> [UInt8]
}
