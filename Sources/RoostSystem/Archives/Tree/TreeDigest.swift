import Crypto

/// SHA-256 over names, kinds, modes, links and contents of a tree, in the order of its archive. Owners and times are left
/// out: the same tree has the same digest for every user.
struct TreeDigest {
  private var hash = SHA256()

  /// The contents of a file follow with ``add(contents:)``.
  mutating func add(_ entry: TreeEntry) {
    let kind =
      switch entry.kind {
      case .file(let size): "file \(size)"
      case .directory: "directory"
      case .symbolicLink: "symlink"
      case .hardLink: "link"
      }
    let head = "\(kind) \(String(entry.mode, radix: 8)) \(entry.path.count) \(entry.linkTarget.count)\n"
    hash.update(data: Array(head.utf8))
    hash.update(data: entry.path)
    hash.update(data: entry.linkTarget)
  }

  mutating func add(contents: UnsafeRawBufferPointer) { hash.update(bufferPointer: contents) }

  var hexadecimal: String {
    hash.finalize().map { String(Int($0) + 0x100, radix: 16).dropFirst() }.joined()
  }
}
