package import RoostModel

/// What unpacking an archive made.
package struct UnpackReport: Sendable, Equatable {
  /// Files, directories and links that were taken.
  package var entries = 0
  package var bytes = ByteCount(0)
}
