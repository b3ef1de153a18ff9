import RoostAgentProtocol
import RoostEnvironments
import RoostModel

/// The files of a tree one by one, with the paths they get. Pure; refuses names that could lead elsewhere.
struct UploadPlan {
  struct Leaf: Sendable {
    var path: String
    var content: Content

    enum Content: Sendable {
      case file([UInt8], mode: UInt16)
      case link(target: String)
    }

    /// How it goes in a request together with others.
    var draft: FileDraft {
      switch content {
      case .file(let bytes, let mode): FileDraft(path: path, content: .file(bytes, mode: mode))
      case .link(let target): FileDraft(path: path, content: .link(target: target))
      }
    }

    var count: Int { if case .file(let bytes, _) = content { bytes.count } else { 0 } }
  }

  private(set) var directories: [String] = []
  /// Links and small files, in groups that go in one request each.
  private(set) var small: [[Leaf]] = []
  private(set) var large: [Leaf] = []
  /// Bytes in the last group.
  private var filled = 0

  /// Bytes.
  private static let smallFile = 16 << 10
  /// Bytes and members of a group: the agent does nothing else while it writes one.
  private static let groupSize = 256 << 10
  private static let groupCount = 128

  init(_ tree: FileTree, at path: String) throws(Problem) { try add(tree, at: path) }

  private mutating func addSmall(_ leaf: Leaf) {
    let isFull = filled + leaf.count > UploadPlan.groupSize || (small.last?.count ?? 0) >= UploadPlan.groupCount
    if small.isEmpty || isFull {
      small.append([])
      filled = 0
    }
    small[small.count - 1].append(leaf)
    filled += leaf.count
  }

  private mutating func add(_ tree: FileTree, at path: String) throws(Problem) {
    switch tree {
    case .file(let bytes, let mode):
      let leaf = Leaf(path: path, content: .file(bytes, mode: mode))
      if bytes.count > UploadPlan.smallFile { large.append(leaf) } else { addSmall(leaf) }
    case .link(let target):
      guard !target.isEmpty, !target.utf8.contains(0) else { throw UploadPlan.refused(path) }
      addSmall(Leaf(path: path, content: .link(target: target)))
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
