import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// The links at the top of a base (`bin -> usr/bin`). While packages are unpacked they must lie in the layer's own tree,
/// else tar makes directories in their place that would hide the base's links.
struct MergedDirectories: Sendable {
  let base: FilePath
  let tree: FilePath

  /// Copies the base's links. Answers with their names. Blocking.
  func add() throws(Problem) -> [String] {
    var names: [String] = []
    for name in try DirectoryListing.names(in: base) {
      var text = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
      guard readlink(base.appending(name).string, &text, Int(PATH_MAX)) > 0 else { continue }
      let target = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      guard target.hasPrefix("usr/"), !target.contains("..") else { continue }
      try DirectoryCreation.ensure(tree.appending(target))
      guard symlink(target, tree.appending(name).string) == 0 else { throw Problem.lastSystemCall("make the link \(name)") }
      names.append(name)
    }
    return names
  }

  /// Takes them out again: the base has them.
  func remove(_ names: [String]) throws(Problem) {
    for name in names {
      guard unlink(tree.appending(name).string) == 0 else { throw Problem.lastSystemCall("remove the link \(name)") }
    }
  }
}
