import Foundation
import RoostSystem
import SystemPackage

/// A directory for one test.
enum ScratchDirectory {
  static func with(_ body: (FilePath) async throws -> Void) async throws {
    let directory = FilePath("/var/tmp/roost-scratch-\(UInt64.random(in: .min ... .max))")
    try DirectoryCreation.ensure(directory)
    do {
      try await body(directory)
    } catch {
      try await DirectoryRemoval.remove(directory)
      throw error
    }
    try await DirectoryRemoval.remove(directory)
  }
}
