import CRoost
import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// How a layer takes away what lies below it: in the kernel's overlay, and in an image (OCI image layer specification, "Whiteouts").
enum Whiteout {
  private static let prefix = Array(".wh.".utf8)
  private static let opaqueName = Array(".wh..wh..opq".utf8)

  /// A character device with number 0/0.
  static func isOne(_ status: stat) -> Bool { status.st_mode & S_IFMT == S_IFCHR && status.st_rdev == 0 }

  static func isOpaque(_ directory: TreeWalk.Node) throws(Problem) -> Bool {
    let result = directory.withName { roost_overlay_is_opaque(directory.parent, $0) }
    guard result >= 0 else { throw .system(Errno(rawValue: -result), "look at the directory \(directory.path)") }
    return result > 0
  }

  static func entry(removing path: [UInt8], name: [UInt8]) -> LayerEntry {
    LayerEntry(tree: TreeEntry(path: path.dropLast(name.count) + prefix + name, kind: .file(size: 0)), source: nil)
  }

  static func opaque(in directory: [UInt8]) -> LayerEntry {
    LayerEntry(tree: TreeEntry(path: directory + [UInt8(ascii: "/")] + opaqueName, kind: .file(size: 0)), source: nil)
  }
}
