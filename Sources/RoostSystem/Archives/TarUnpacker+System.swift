import Glibc
import RoostModel
import SystemPackage

/// How a layer of a system's root changes what lies below it. OCI image layer specification, "Whiteouts".
extension TarUnpacker {
  private static let prefix = ".wh."
  private static let opaque = ".wh..wh..opq"

  /// Carries out a deletion; `false` when the entry is none.
  mutating func takeDeletion(_ own: String) throws(Problem) -> Bool {
    let slash = own.lastIndex(of: "/")
    let name = slash.map { own[own.index(after: $0)...] } ?? own[...]
    guard name.hasPrefix(TarUnpacker.prefix) else { return false }
    let parent = slash.map { String(own[..<$0]) } ?? ""
    if name == TarUnpacker.opaque {
      try empty(parent)
    } else if !name.hasPrefix(".wh..wh.") {
      let gone = String(name.dropFirst(TarUnpacker.prefix.count))
      guard !gone.isEmpty, gone != ".", gone != ".." else { throw .refusedArchive(archive, "it deletes \(own.debugDescription)") }
      try remove(parent.isEmpty ? gone : "\(parent)/\(gone)")
    }
    return true
  }

  /// Takes away what an entry replaces: only a directory stays where a directory comes.
  mutating func makeRoom(for path: String, isDirectory: Bool) throws(Problem) {
    let (directory, name) = try writer.place(of: path)
    var status = stat()
    if fstatat(directory.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 {
      let wasDirectory = status.st_mode & S_IFMT == S_IFDIR
      if !(wasDirectory && isDirectory) { try TarUnpacker.remove(name, in: directory) }
    }
    note(path)
  }

  private mutating func note(_ path: String) {
    var path = path[...]
    while written.insert(String(path)).inserted, let slash = path.lastIndex(of: "/") { path = path[..<slash] }
  }

  private mutating func remove(_ path: String) throws(Problem) {
    guard !written.contains(path) else { return }
    let (directory, name) = try writer.place(of: path)
    try TarUnpacker.remove(name, in: directory)
  }

  /// Removes what other layers have put into a directory.
  private mutating func empty(_ path: String) throws(Problem) {
    let directory = path.isEmpty ? writer.root : try writer.directory(path)
    guard let children = DirectoryEntry.all(in: directory.number) else { throw Problem.lastSystemCall("list \(path)") }
    for child in children where !written.contains(path.isEmpty ? child.text : "\(path)/\(child.text)") {
      try TarUnpacker.remove(child.text, in: directory)
    }
  }

  /// By way of the open directory, which no link can move.
  private static func remove(_ name: String, in directory: OwnedDescriptor) throws(Problem) {
    if unlinkat(directory.number, name, 0) == 0 || errno == ENOENT { return }
    try DirectoryRemoval.removeNow(FilePath("/proc/self/fd/\(directory.number)").appending(name))
  }
}
