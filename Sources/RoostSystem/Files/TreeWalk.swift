package import Glibc
package import RoostModel
package import SystemPackage

/// Visits every entry below a directory, parents first and names in order, by descriptors and without following symbolic
/// links. Blocking.
package enum TreeWalk {
  package enum Kind: Sendable { case file, directory, link, other }

  package struct Node {
    /// Relative to the root, with `/` between components.
    package var pathBytes: [UInt8]
    package var depth: Int
    package var status: stat
    /// The open directory that holds the entry, and its name in it: for `...at` calls.
    package var parent: Int32
    package var name: [UInt8]

    /// Invalid UTF-8 is replaced: for messages and matching only.
    package var path: String { String(decoding: pathBytes, as: UTF8.self) }
    package var kind: Kind {
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .directory
      case S_IFLNK: .link
      default: .other
      }
    }
    /// Calls `body` with the name as a C string.
    package func withName<Value>(_ body: (UnsafePointer<CChar>) -> Value) -> Value { DirectoryEntry(name: name).withName(body) }
  }

  package static let depthLimit = 512

  /// `isMoving`: what changes its kind or is closed to us meanwhile is passed over, as what is gone always is; so is what lies
  /// deeper than ``depthLimit``. `options`: what they leave out is not visited.
  package static func walk(
    _ root: FilePath, isMoving: Bool = false, without options: TreeCopyOptions = TreeCopyOptions(),
    _ visit: (Node) throws(Problem) -> Void
  ) throws(Problem) {
    let directory = open(root.string, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard directory >= 0 else { throw Problem.lastSystemCall("open \(root)") }
    try walk(OwnedDescriptor(owning: directory), below: [], of: root, depth: 0, isMoving, options, visit)
  }

  private static func walk(
    _ directory: OwnedDescriptor, below prefix: [UInt8], of root: FilePath, depth: Int, _ isMoving: Bool,
    _ options: TreeCopyOptions, _ visit: (Node) throws(Problem) -> Void
  ) throws(Problem) {
    guard depth < depthLimit else {
      if isMoving { return }
      throw Problem.system(.tooManySymbolicLinkLevels, "read \(root): too many levels")
    }
    guard let entries = DirectoryEntry.all(in: directory.number) else {
      throw Problem.lastSystemCall("list \(root)/\(shown(prefix))")
    }
    let excluded = options.excluded(among: entries)
    for entry in entries.sorted(by: { $0.name.lexicographicallyPrecedes($1.name) }) {
      // Most walks leave nothing out, and make no text of any name.
      if !excluded.isEmpty, excluded.contains(entry.text) { continue }
      var status = stat()
      guard entry.withName({ fstatat(directory.number, $0, &status, AT_SYMLINK_NOFOLLOW) }) == 0 else {
        if errno == ENOENT { continue }
        throw Problem.lastSystemCall("look at \(root)/\(shown(prefix))\(entry.text)")
      }
      let node = Node(pathBytes: prefix + entry.name, depth: depth, status: status, parent: directory.number, name: entry.name)
      try visit(node)
      guard node.kind == .directory else { continue }
      let child = entry.withName { openat(directory.number, $0, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) }
      guard child >= 0 else {
        if errno == ENOENT { continue }  // the visitor removed it
        if isMoving, [ENOTDIR, ELOOP, EACCES].contains(errno) { continue }
        throw Problem.lastSystemCall("open \(root)/\(node.path)")
      }
      try walk(
        OwnedDescriptor(owning: child), below: node.pathBytes + [UInt8(ascii: "/")], of: root, depth: depth + 1, isMoving,
        options, visit)
    }
  }

  private static func shown(_ path: [UInt8]) -> String { String(decoding: path, as: UTF8.self) }
}
