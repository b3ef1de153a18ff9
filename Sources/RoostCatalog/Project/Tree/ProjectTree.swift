package import RoostModel
package import SystemPackage

/// The files of a project as detection sees them: names listed once within limits, contents read when asked for.
///
/// Symbolic links are never followed. What version control and package managers keep is not listed.
package struct ProjectTree: Sendable {
  /// Directories that are not looked into at any depth; only their presence counts.
  package static let ignoredDirectories: Set<String> = [
    ".git", ".hg", ".svn", "node_modules", "vendor", ".venv", "venv", "__pycache__", "target", ".next", ".tox", "__MACOSX",
    ".mypy_cache", ".pytest_cache", "bower_components",
  ]

  /// For messages: the directory, as it was given.
  package let name: String
  /// Regular files, relative to the project, sorted, nearest to the top first.
  package let files: [String]
  /// Every directory that was seen, the ignored ones too.
  package let directories: Set<String>
  /// Symbolic links and special files: seen, never read.
  package let others: Set<String>
  /// Whether a limit cut the list short.
  package let isTruncated: Bool
  let limits: ProjectTreeLimits
  private let known: Set<String>
  private let source: any ProjectFileSource

  init(name: String, listing: ProjectListing, source: any ProjectFileSource, limits: ProjectTreeLimits) {
    self.name = name
    self.source = source
    self.limits = limits
    files = listing.files.sorted { (ProjectTree.depth($0), $0) < (ProjectTree.depth($1), $1) }
    directories = Set(listing.directories)
    others = Set(listing.others)
    isTruncated = listing.isTruncated
    known = Set(files)
  }

  /// Lists a directory. `name` is what its user calls it. Throws ``ProblemCode/projectNotFound`` when there is none.
  package init(
    reading directory: FilePath, name: String? = nil, limits: ProjectTreeLimits = ProjectTreeLimits()
  ) throws(Problem) {
    let source = DirectoryFileSource(root: directory)
    let listing = try DirectoryLister(limits: limits).list(directory)
    self.init(name: name ?? directory.string, listing: listing, source: source, limits: limits)
  }

  /// `nil` when there is nothing at that path.
  static func directoryIfPresent(_ directory: FilePath) throws(Problem) -> ProjectTree? {
    do throws(Problem) {
      return try ProjectTree(reading: directory)
    } catch {
      if error.code == .projectNotFound { return nil }
      throw error
    }
  }

  package func contains(_ path: String) -> Bool { known.contains(path) }

  /// A file's text; `nil` when there is no such file.
  ///
  /// Throws ``ProblemCode/projectFileRefused`` for a symbolic link, a file above the limit and one that is not UTF-8.
  package func text(_ path: String) throws(Problem) -> String? {
    if others.contains(path) { throw .projectFileIsLink(path) }
    guard known.contains(path) else { return nil }
    let bytes = try source.bytes(of: path, limit: limits.fileBytes)
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .projectFileNotUTF8(path, bytes: bytes) }
    return text
  }

  /// The files directly in a directory (`""` for the top), by name, without the directory.
  func names(in directory: String) -> [String] {
    let prefix = directory.isEmpty ? "" : directory + "/"
    return files.compactMap { file in
      guard file.hasPrefix(prefix) else { return nil }
      let name = file.dropFirst(prefix.count)
      return name.contains("/") ? nil : String(name)
    }
  }

  /// The same project with a directory of it as its top. Throws ``ProblemCode/projectNotFound`` when it has none such.
  func subtree(_ path: String) throws(Problem) -> ProjectTree {
    guard directories.contains(path) else {
      throw Problem(
        .projectNotFound, "\(name) has no directory '\(path)'", hint: "correct `root` in roost.yml, or remove it")
    }
    let prefix = path + "/"
    let inside = { (paths: [String]) in paths.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) } }
    let listing = ProjectListing(
      files: inside(files), directories: inside(Array(directories)), others: inside(Array(others)), isTruncated: isTruncated)
    return ProjectTree(
      name: "\(name)/\(path)", listing: listing, source: SubtreeFileSource(whole: source, prefix: prefix), limits: limits)
  }

  private static func depth(_ path: String) -> Int { path.utf8.count { $0 == UInt8(ascii: "/") } }
}
