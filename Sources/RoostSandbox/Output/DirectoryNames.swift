import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// The names in a directory.
enum DirectoryNames {
  /// Without `.` and `..`. Blocking.
  static func all(in path: FilePath) throws(Problem) -> [String] {
    guard let stream = opendir(path.string) else { throw .lastSystemCall("list \(path)") }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
