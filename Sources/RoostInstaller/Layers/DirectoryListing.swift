import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// Names in a directory of ours.
enum DirectoryListing {
  /// Sorted, without names that begin with a dot; empty when there is no such directory.
  static func names(in directory: FilePath) throws(Problem) -> [String] {
    guard let stream = opendir(directory.string) else {
      if errno == ENOENT { return [] }
      throw Problem.lastSystemCall("list \(directory)")
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }
}
