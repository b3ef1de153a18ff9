import RoostEnvironments
import RoostModel

/// The files of a tree one by one, with the paths they get. Pure; refuses names that could lead elsewhere.
struct UploadPlan {
  struct Leaf: Sendable {
    var path: String
    var content: FileTree
  }

  private(set) var directories: [String] = []
  /// Links, and files that are sent in one request without filling it: many of them may be under way at once.
  private(set) var small: [Leaf] = []
  private(set) var large: [Leaf] = []

  /// Bytes.
  private static let smallFile = 16 << 10

  init(_ tree: FileTree, at path: String) throws(Problem) { try add(tree, at: path) }

  private mutating func add(_ tree: FileTree, at path: String) throws(Problem) {
    switch tree {
    case .file(let bytes, _):
      let leaf = Leaf(path: path, content: tree)
      if bytes.count > UploadPlan.smallFile { large.append(leaf) } else { small.append(leaf) }
    case .link(let target):
      guard !target.isEmpty, !target.utf8.contains(0) else { throw UploadPlan.refused(path) }
      small.append(Leaf(path: path, content: tree))
    case .directory(let children):
      directories.append(path)
      for (name, child) in children.sorted(by: { $0.key < $1.key }) {
        guard !name.isEmpty, name != ".", name != "..", !name.utf8.contains(UInt8(ascii: "/")), name.utf8.count <= 255 else {
          throw UploadPlan.refused(name)
        }
        let below = path == "/" ? "/\(name)" : "\(path)/\(name)"
        guard SpecRules.isPlain(below) else { throw UploadPlan.refused(name) }
        try add(child, at: below)
      }
    }
  }

  static func refused(_ path: String) -> Problem {
    Problem(
      .usageInvalid, "\(path.debugDescription.prefix(200)) cannot be a path in an environment",
      hint: "use absolute paths without '..'")
  }
}
