import Glibc
package import RoostModel
package import SystemPackage

/// What a directory tree amounts to.
package struct TreeSize: Sendable, Equatable {
  /// Space on disk, links to one file counted once.
  package var bytes = ByteCount(0)
  package var entries = 0
  /// Something lies deeper than ``TreeWalk/depthLimit`` and is not counted.
  package var isTooDeep = false

  /// Walks the tree, in which others may write meanwhile, without following symbolic links. Blocking.
  package static func measure(_ root: FilePath) throws(Problem) -> TreeSize {
    var size = TreeSize()
    var linked: Set<UInt64> = []
    try TreeWalk.walk(root, isMoving: true) { (node) throws(Problem) in
      size.entries += 1
      if node.kind == .directory, node.depth == TreeWalk.depthLimit - 1 { size.isTooDeep = true }
      if node.status.st_nlink > 1, node.kind != .directory, !linked.insert(UInt64(node.status.st_ino)).inserted { return }
      size.bytes.bytes += UInt64(node.status.st_blocks) * 512
    }
    return size
  }
}
