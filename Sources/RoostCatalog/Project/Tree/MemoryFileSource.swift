import RoostModel

/// Files that exist only here: a project that arrived as an upload, or in a test.
struct MemoryFileSource: ProjectFileSource {
  let contents: [String: [UInt8]]

  func bytes(of path: String, limit: Int) throws(Problem) -> [UInt8] {
    let bytes = contents[path] ?? []
    guard bytes.count <= limit else { throw .projectFileTooLarge(path, limit: limit) }
    return bytes
  }
}

extension ProjectTree {
  /// A project of these texts. Only the limits on a file's size hold.
  package init(name: String, texts: [String: String], limits: ProjectTreeLimits = ProjectTreeLimits()) {
    var listing = ProjectListing(files: Array(texts.keys))
    var directories: Set<String> = []
    for path in texts.keys {
      for slash in path.indices where path[slash] == "/" { directories.insert(String(path[..<slash])) }
    }
    listing.directories = Array(directories)
    let source = MemoryFileSource(contents: texts.mapValues { Array($0.utf8) })
    self.init(name: name, listing: listing, source: source, limits: limits)
  }
}
