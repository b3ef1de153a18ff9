import RoostModel

/// What `git ls-tree -r -l -z` says of a commit. Pure.
struct GitTree: Sendable, Equatable {
  var entries = 0
  var size: UInt64 = 0
  /// Paths of submodules, with the commits they are held to.
  var modules: [Module] = []

  struct Module: Sendable, Equatable {
    var path: String
    var commit: String
  }

  static let arguments = ["ls-tree", "-r", "-l", "-z", "--full-tree"]

  init(_ listing: String) {
    for entry in listing.utf8.split(separator: 0) {
      entries += 1
      let head = entry.prefix { $0 != UInt8(ascii: "\t") }
      let words = head.split(separator: UInt8(ascii: " "))
      guard words.count == 4 else { continue }
      if let length = UInt64(String(Substring(words[3]))) { size += length }
      if words[1].elementsEqual("commit".utf8) {
        let path = String(Substring(entry[head.endIndex...].dropFirst()))
        modules.append(Module(path: path, commit: String(Substring(words[2]))))
      }
    }
  }

  /// With what was counted before.
  func adding(_ other: GitTree) -> GitTree {
    var sum = self
    sum.entries += other.entries
    sum.size += other.size
    return sum
  }

  /// A repository of a few kilobytes can hold a tree of any size: it is counted before it is laid out.
  func check(_ settings: SourceSettings) throws(Problem) {
    guard entries > settings.entryLimit || size > settings.treeLimit.bytes else { return }
    let limits = "\(settings.entryLimit) and \(settings.treeLimit) are accepted"
    throw Problem(
      .projectFileRefused, "the repository holds \(entries) files with \(ByteCount(size)); \(limits)",
      hint: "deploy a repository with less in it: git ls-files | wc -l")
  }
}
