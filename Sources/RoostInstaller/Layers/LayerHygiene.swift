import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// What no layer may hold: device nodes, pipes and sockets are removed, setuid and setgid bits cleared.
enum LayerHygiene {
  private static let privilegeBits: mode_t = 0o6000

  /// Cleans the tree and measures it. Blocking.
  static func clean(_ tree: FilePath) throws(Problem) -> TreeSize {
    try TreeWalk.walk(tree) { (node) throws(Problem) in
      switch node.kind {
      case .link: return
      case .other:
        guard node.withName({ unlinkat(node.parent, $0, 0) }) == 0 else { throw Problem.lastSystemCall("remove \(node.path)") }
      case .file, .directory:
        guard node.status.st_mode & privilegeBits != 0 else { return }
        guard node.withName({ fchmodat(node.parent, $0, node.status.st_mode & 0o1777, 0) }) == 0 else {
          throw Problem.lastSystemCall("change the mode of \(node.path)")
        }
      }
    }
    return try TreeSize.measure(tree)
  }
}
