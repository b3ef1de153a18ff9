import Glibc
package import RoostModel
package import SystemPackage

/// Names in a directory of ours.
package enum DirectoryListing {
  /// Sorted; empty when there is no such directory. Names that begin with a dot only when asked for.
  package static func names(in directory: FilePath, hidden: Bool = false) throws(Problem) -> [String] {
    let descriptor = open(directory.string, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return [] }
      throw Problem.lastSystemCall("list \(directory)")
    }
    defer { close(descriptor) }
    guard let entries = DirectoryEntry.all(in: descriptor) else { throw Problem.lastSystemCall("list \(directory)") }
    return entries.map(\.text).filter { hidden || !$0.hasPrefix(".") }.sorted()
  }
}
