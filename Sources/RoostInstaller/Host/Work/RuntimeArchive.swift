import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage

/// A runtime from its maker's archive on the machine itself: a directory of its own below `/opt/roost/runtimes` and links to
/// its programs in `/usr/local/bin`. Nothing that somebody else put there is touched.
struct RuntimeArchive: Sendable {
  let root: HostRoot
  let entry: CatalogueEntry
  let version: String

  /// `version` comes from outside and becomes part of a path.
  init(root: HostRoot, entry: CatalogueEntry, version: String) throws(Problem) {
    let isPlain = version.utf8.allSatisfy { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || ".+-_".utf8.contains(byte)
    }
    guard isPlain, version.first?.isNumber == true, version.utf8.count <= 60 else {
      throw Problem(
        .downloadCorrupt, "\(entry.title) is offered in a version that is none: \(version.prefix(40).debugDescription)",
        hint: "ask for another version: roost runtime info \(entry.id)")
    }
    self.root = root
    self.entry = entry
    self.version = version
  }

  static let home = "/opt/roost/runtimes"
  private static let prefix = "usr/local"

  /// The entry with those of its sources that work anywhere: what is below `usr/local`. `nil` when there is none; Debian
  /// packages know their paths.
  static func relocatable(_ entry: CatalogueEntry) -> CatalogueEntry? {
    var relocatable = entry
    relocatable.sources = entry.sources.filter { option in
      switch option.source {
      case .wheel(let wheel): isBelow(wheel.destination)
      case .archive(let archive): isBelow(archive.destination)
      case .debs, .base, .oci: false
      }
    }
    // The machine itself is what it stands on.
    relocatable.requires = []
    return relocatable.sources.isEmpty ? nil : relocatable
  }

  private static func isBelow(_ path: String) -> Bool { path == prefix || path.hasPrefix(prefix + "/") }

  /// As the machine sees it.
  var directory: String { "\(RuntimeArchive.home)/\(entry.id)-\(version)" }
  private var outside: FilePath { root.outside(directory) }

  /// Unfinished work of a transaction; on the same file system as the rest.
  static func staging(_ transaction: Int) -> String { "\(home)/.staged-\(transaction)" }

  var isThere: Bool { (try? DirectoryListing.names(in: outside).isEmpty == false) ?? false }

  /// Fetches and unpacks below `staging`, then renames. Nothing is visible before that.
  func build(_ sourced: SourcedOffer, staging: FilePath, with installer: Installer, progress: @escaping ProgressSink)
    async throws(Problem)
  {
    let tree = staging.appending("fs")
    let scratch = staging.appending("scratch")
    try await BlockingWork.run { () throws(Problem) in
      try DirectoryRemoval.removeNow(staging)
      for directory in [tree, scratch, installer.store.paths.downloads, installer.store.paths.temporary] {
        try DirectoryCreation.ensure(directory)
      }
    }
    let job = BuildJob(
      title: "\(entry.id) \(version)", tree: tree, scratch: scratch,
      downloads: DownloadStore(paths: installer.store.paths, options: installer.options, progress: progress), progress: progress,
      estimate: entry.estimate)
    _ = try await sourced.source.build(sourced.offer, in: job)
    let archive = self
    try await BlockingWork.run { () throws(Problem) in try archive.publish(tree, staging) }
  }

  private func publish(_ tree: FilePath, _ staging: FilePath) throws(Problem) {
    _ = try LayerHygiene.clean(tree)
    try AtomicRename.move(tree.appending(RuntimeArchive.prefix), to: outside, syncing: staging)
    try DirectoryRemoval.removeNow(staging)
  }

  /// Blocking.
  func remove() throws(Problem) { try DirectoryRemoval.removeNow(outside) }

  /// The links its programs need, when it is there. Blocking.
  func links() throws(Problem) -> [ProgramLink] {
    var links: [ProgramLink] = []
    for place in ["bin"] + (try DirectoryListing.names(in: outside).filter { $0 != "bin" }.map { "\($0)/bin" }) {
      let isOwn = place == "bin"
      for name in try programs(in: place) where isOwn || entry.provides.contains(name) {
        guard !links.contains(where: { $0.name == name }) else { continue }
        links.append(ProgramLink(name: name, target: "\(directory)/\(place)/\(name)"))
      }
    }
    return links
  }

  private func programs(in place: String) throws(Problem) -> [String] {
    let path = outside.pushing(FilePath(place))
    guard DirectoryCreation.isDirectory(path) else { return [] }
    return try DirectoryListing.names(in: path).filter {
      HostProgram.find("\(directory)/\(place)/\($0)", in: root, searchPath: "") != nil
    }
  }
}
