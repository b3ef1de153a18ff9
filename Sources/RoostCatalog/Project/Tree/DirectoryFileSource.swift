import RoostModel
import SystemPackage

/// The files of a directory on disk.
struct DirectoryFileSource: ProjectFileSource {
  let root: FilePath

  func bytes(of path: String, limit: Int) throws(Problem) -> [UInt8] {
    let slash = path.lastIndex(of: "/")
    let parent = slash.map { String(path[..<$0]) } ?? ""
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    let bytes: [UInt8]?
    do throws(Errno) {
      bytes = try open(parent).read(name, limit: limit)
    } catch {
      throw .projectFileUnreadable(path, "\(error)")
    }
    guard let bytes else { throw .projectFileTooLarge(path, limit: limit) }
    return bytes
  }

  /// Opens a directory step by step, so that no step can be a symbolic link.
  func open(_ path: String) throws(Errno) -> DirectoryHandle {
    var handle = try DirectoryHandle(top: root)
    for part in path.split(separator: "/") { handle = try handle.directory(String(part)) }
    return handle
  }
}
