import CRoost
import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// A directory of the kernel's overlay, as entries of an image's layer. What the overlay says with devices and attributes,
/// images say with names: `.wh.NAME` for what is gone, `.wh..wh..opq` for a directory that hides what lies below it.
///
/// The same tree gives the same entries in the same order, so the archive has the same digest. Blocking.
struct LayerEntries {
  private let layer: FilePath
  private var entries: [LayerEntry] = []
  /// The first name of a file that has several.
  private var names: [UInt64: [UInt8]] = [:]
  private static let mostEntries = 2_000_000

  static func of(_ layer: FilePath, ignoring rules: IgnoreRules? = nil) throws(Problem) -> [LayerEntry] {
    var reading = LayerEntries(layer: layer)
    try TreeWalk.walk(layer) { (node) throws(Problem) in
      if rules?.leavesOut(node.pathBytes) != true { try reading.add(node) }
    }
    return reading.entries
  }

  private init(layer: FilePath) { self.layer = layer }

  private mutating func add(_ node: TreeWalk.Node) throws(Problem) {
    guard entries.count < LayerEntries.mostEntries else { throw refused("holds more than \(LayerEntries.mostEntries) files") }
    guard !node.name.starts(with: Array(".wh.".utf8)) else {
      throw refused("has a file with the name \(node.path.debugDescription), which means something else in an image")
    }
    if Whiteout.isOne(node.status) { return entries.append(Whiteout.entry(removing: node.pathBytes, name: node.name)) }
    let kind = try kind(of: node)
    let isFile = if case .file = kind { true } else { false }
    let tree = TreeEntry(
      path: node.pathBytes, kind: kind, mode: node.status.st_mode & 0o7777, owner: node.status.st_uid, group: node.status.st_gid,
      modifiedAt: UInt64(max(0, node.status.st_mtim.tv_sec)))
    entries.append(LayerEntry(tree: tree, source: isFile ? node.pathBytes : nil))
    guard node.kind == .directory, try Whiteout.isOpaque(node) else { return }
    entries.append(Whiteout.opaque(in: node.pathBytes))
  }

  private mutating func kind(of node: TreeWalk.Node) throws(Problem) -> TreeEntry.Kind {
    switch node.kind {
    case .directory: return .directory
    case .link: return .symbolicLink(try target(of: node))
    case .file:
      let inode = UInt64(node.status.st_ino)
      if node.status.st_nlink > 1, let first = names[inode] { return .hardLink(first) }
      names[inode] = node.pathBytes
      return .file(size: UInt64(node.status.st_size))
    case .other: throw refused("holds \(node.path.debugDescription), a device, a pipe or a socket")
    }
  }

  private func target(of node: TreeWalk.Node) throws(Problem) -> [UInt8] {
    var text = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = node.withName { readlinkat(node.parent, $0, &text, text.count) }
    guard count >= 0 else { throw Problem.lastSystemCall("read the link \(node.path)") }
    return text.prefix(count).map { UInt8(bitPattern: $0) }
  }

  private func refused(_ why: String) -> Problem {
    Problem(
      .unsupported, "the layer \(layer) cannot be part of an image: it \(why)", hint: "use another strategy: roost strategy list")
  }
}
