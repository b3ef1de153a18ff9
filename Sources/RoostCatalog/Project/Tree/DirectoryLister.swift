import RoostModel
import SystemPackage

/// Lists a project breadth first, so that a limit cuts off what lies deepest.
struct DirectoryLister {
  let limits: ProjectTreeLimits

  func list(_ directory: FilePath) throws(Problem) -> ProjectListing {
    var listing = ProjectListing()
    var seen = 0
    var level = [""]
    for depth in 0...limits.depth {
      var next: [String] = []
      for path in level {
        do throws(Errno) {
          try add(path, of: directory, to: &listing, seen: &seen, next: &next)
        } catch {
          guard !path.isEmpty else { throw Self.notFound(directory, error) }
          listing.others.append(path)
        }
      }
      level = next
      if depth == limits.depth, !next.isEmpty { listing.isTruncated = true }
    }
    return listing
  }

  private func add(
    _ path: String, of top: FilePath, to listing: inout ProjectListing, seen: inout Int, next: inout [String]
  ) throws(Errno) {
    let handle = try DirectoryFileSource(root: top).open(path)
    let entries = try handle.entries(limit: limits.entries - seen)
    seen += entries.count
    if seen >= limits.entries { listing.isTruncated = true }
    for (name, kind) in entries {
      let full = path.isEmpty ? name : "\(path)/\(name)"
      switch kind {
      case .file: listing.files.append(full)
      case .other: listing.others.append(full)
      case .directory:
        listing.directories.append(full)
        if !ProjectTree.ignoredDirectories.contains(name) { next.append(full) }
      }
    }
  }

  private static func notFound(_ directory: FilePath, _ error: Errno) -> Problem {
    let isFile = error == .notDirectory
    let message = isFile ? "'\(directory)' is not a directory" : "'\(directory)' cannot be read as a directory"
    return Problem(.projectNotFound, message, hint: "name the directory of a project: roost deploy ./my-app", cause: "\(error)")
  }
}
