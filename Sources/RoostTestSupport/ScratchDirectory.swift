import Foundation
import RoostSystem
package import SystemPackage

/// A directory for one test. Gone afterwards, whatever happened.
package enum ScratchDirectory {
  /// - Parameter parent: the scratch directory of the machine, unless it has to be on a disk of another kind.
  package static func with(
    _ name: String, below parent: FilePath = FilePath(NSTemporaryDirectory()), _ body: (FilePath) async throws -> Void
  ) async throws {
    let directory = parent.appending("roost-\(name)-\(String(UInt64.random(in: .min ... .max), radix: 36))")
    try DirectoryCreation.ensure(directory, mode: 0o755)
    try await cleaning({ try await DirectoryRemoval.remove(directory) }) { try await body(directory) }
  }
}

/// Runs `body`, then `clean`, also when `body` throws: then its error is the one that counts.
package func cleaning(_ clean: () async throws -> Void, after body: () async throws -> Void) async throws {
  do {
    try await body()
  } catch {
    try? await clean()
    throw error
  }
  try await clean()
}
