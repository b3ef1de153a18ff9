package import RoostModel
import SystemPackage

/// A snapshot on disk: what was written, and what it was written over.
package struct KeptSnapshot: Codable, Sendable, Equatable {
  package var summary: SnapshotSummary
  /// Of the environment it was taken of.
  package var layers: [String]
  package var variables: [String: String]
  package var user: UInt32
  package var workingDirectory: String
  /// Absolute path of what was written.
  package var tree: String
}
