package import RoostModel
package import SystemPackage

/// A copy of what an overlay's upper directory holds, with owners, times, links, whiteouts and extended attributes.
package enum UpperCopy {
  /// What nobody waits for, however large the tree is.
  private static let limit: Duration = .seconds(1800)

  /// Whole or not at all. File systems that can share blocks do.
  package static func copy(_ source: FilePath, to destination: FilePath) async throws(Problem) {
    // `cp` follows no link below `source`.
    var command = ExternalCommand(
      "cp", ["--archive", "--reflink=auto", "--no-target-directory", "--", source.string, destination.string])
    command.timeout = limit
    do throws(Problem) {
      try await command.succeed()
    } catch {
      try await DirectoryRemoval.remove(destination)
      throw error
    }
  }
}
