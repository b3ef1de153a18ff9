import Crypto
import Foundation
import Glibc
import RoostInstaller
import RoostModel
import RoostSystem
import SystemPackage

/// What is in a store, entry by entry: all but the journal, the locks and the downloads.
enum StoreListing {
  private static let left = ["store/journal", "store/locks", "store/downloads"]

  /// `path mode size`, and the time and the place on disk when it is to be the very same.
  static func of(_ home: FilePath, exactly: Bool) throws -> [String] {
    var lines: [String] = []
    try TreeWalk.walk(home) { (node) throws(Problem) in
      guard !left.contains(where: { node.path == $0 || node.path.hasPrefix($0 + "/") }) else { return }
      // Empty places are no part of a state.
      guard node.path.contains("/layers/") || node.kind != .directory else { return }
      let isRecord = node.path.hasSuffix("layer.json")
      var line = "\(node.path) \(node.status.st_mode)"
      if node.kind == .file, exactly || !isRecord { line += " \(node.status.st_size)" }
      if exactly { line += " \(node.status.st_ino) \(node.status.st_mtim.tv_sec).\(node.status.st_mtim.tv_nsec)" }
      lines.append(line)
    }
    return lines.sorted()
  }
}
