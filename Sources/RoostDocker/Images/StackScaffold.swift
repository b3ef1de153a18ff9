import RoostModel
import RoostSystem

/// The topmost layer of a stack's image: directories to mount on, the directory of the app, and files that are given. It is
/// there so that none of them ends up among what the processes write. Pure.
struct StackScaffold: Sendable, Equatable {
  private static let places = ["app", "dev", "etc", "proc", "run", "sys", "tmp"]

  /// Whose `/app` is.
  var user: UInt32
  /// Absolute paths that something is mounted on.
  var mountPoints: [String]
  /// Contents by absolute path, owned by root.
  var files: [String: String]

  /// A tar archive; the same scaffold gives the same bytes.
  var archive: [UInt8] {
    var bytes: [UInt8] = []
    for path in directories { bytes += TreeHeader.encode(directory(path)) ?? [] }
    for (path, text) in files.sorted(by: { $0.key < $1.key }) {
      let size = UInt64(text.utf8.count)
      bytes += TreeHeader.encode(TreeEntry(path: StackScaffold.relative(path), kind: .file(size: size))) ?? []
      bytes += Array(text.utf8) + [UInt8](repeating: 0, count: LayerEntry.padding(after: size))
    }
    return bytes + LayerArchive.end
  }

  /// Parents first.
  private var directories: [String] {
    var all = Set(StackScaffold.places)
    for path in mountPoints + files.keys.map(StackScaffold.parent) {
      let parts = path.split(separator: "/")
      for count in parts.indices { all.insert(parts[...count].joined(separator: "/")) }
    }
    return all.sorted()
  }

  private func directory(_ path: String) -> TreeEntry {
    let isApp = path == "app"
    return TreeEntry(
      path: Array(path.utf8), kind: .directory, mode: path == "tmp" ? 0o1777 : 0o755, owner: isApp ? user : 0,
      group: isApp ? user : 0)
  }

  private static func relative(_ path: String) -> [UInt8] { Array(path.drop { $0 == "/" }.utf8) }

  private static func parent(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }
}
