import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// Where a layer holds a tool.
struct ToolCacheSource: Sendable, Equatable {
  /// In the layer's tree, links resolved: `usr/local`, `usr/lib/jvm/java-17-openjdk-amd64`.
  let root: String
  /// What of the root is taken; empty is all.
  let parts: [String]

  /// `nil` when the layer holds no such tool. Blocking.
  static func find(_ tool: ToolCacheTool, in tree: FilePath) -> ToolCacheSource? {
    for candidate in tool.roots {
      let root = resolved(candidate, in: tree)
      guard access(tree.appending(root).appending(tool.program).string, X_OK) == 0 else { continue }
      return ToolCacheSource(root: root, parts: root == "usr" ? tool.shared : [])
    }
    return nil
  }

  /// A link to a neighbour stands for it: `default -> java-17-openjdk-amd64`.
  private static func resolved(_ path: String, in tree: FilePath) -> String {
    var text = [CChar](repeating: 0, count: 256)
    let count = readlink(tree.appending(path).string, &text, text.count)
    guard count > 0 else { return path }
    let target = String(decoding: text.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard !target.contains("/"), target != ".." else { return path }
    return FilePath(path).removingLastComponent().appending(target).string
  }
}
