import Glibc
package import RoostModel
package import SystemPackage

/// Makes a copy that ``TreeCopy`` made equal to its source again: what is of another size or time is copied, what is gone goes.
package enum TreeSync {
  /// Answers with the paths that changed. Each file is replaced by a rename, so that a reader sees the old or the new one. What
  /// is ignored stays in the copy as it is there.
  package static func bring(
    _ target: FilePath, inStepWith source: OpenDirectory, options: TreeCopyOptions = TreeCopyOptions(),
    ignoring: @escaping TreeWatch.Ignoring = { _, _ in false }
  ) async throws(Problem) -> [String] {
    try await BlockingWork.run { () throws(Problem) in
      var stepper = TreeStepper(options: options, ignoring: ignoring)
      let to = try OpenDirectory(target, to: "write to")
      try stepper.bringDirectory(to.descriptor, inStepWith: source.descriptor, path: "", depth: 0)
      return stepper.changed
    }
  }
}

/// The state of one ``TreeSync``. Blocking.
private struct TreeStepper {
  private(set) var changed: [String] = []
  private var copier: TreeCopier
  private let options: TreeCopyOptions
  private let ignoring: TreeWatch.Ignoring
  private var entries = 0

  private static let depthLimit = 256

  init(options: TreeCopyOptions, ignoring: @escaping TreeWatch.Ignoring) {
    self.options = options
    self.ignoring = ignoring
    copier = TreeCopier(options: options)
  }

  mutating func bringDirectory(_ target: OwnedDescriptor, inStepWith source: OwnedDescriptor, path: String, depth: Int)
    throws(Problem)
  {
    guard depth < TreeStepper.depthLimit, let wanted = DirectoryEntry.all(in: source.number),
      let present = DirectoryEntry.all(in: target.number)
    else { throw Problem.lastSystemCall("list \(path)") }
    var names: Set<[UInt8]> = []
    let excluded = options.excluded(among: wanted)
    for entry in wanted where !excluded.contains(entry.text) {
      entries += 1
      guard entries <= options.entryLimit else {
        throw Problem(
          .projectFileRefused, "the directory holds more than \(options.entryLimit) files and directories",
          hint: "follow a directory with less in it: du -sh DIR/* | sort -h")
      }
      let place = path.isEmpty ? entry.text : "\(path)/\(entry.text)"
      if ignoring(place, TreeStepper.look(entry, in: source).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false) {
        names.insert(entry.name)
      } else if try bring(entry, in: target, inStepWith: source, path: place, depth: depth) {
        names.insert(entry.name)
      }
    }
    for entry in present where !names.contains(entry.name) && !excluded.contains(entry.text) {
      try remove(entry, in: target)
      changed.append(path.isEmpty ? entry.text : "\(path)/\(entry.text)")
    }
  }

  /// `false` when it is gone already.
  private mutating func bring(
    _ entry: DirectoryEntry, in target: OwnedDescriptor, inStepWith source: OwnedDescriptor, path: String, depth: Int
  ) throws(Problem) -> Bool {
    guard let wanted = TreeStepper.look(entry, in: source) else { return false }
    let present = TreeStepper.look(entry, in: target)
    switch wanted.st_mode & S_IFMT {
    case S_IFDIR:
      if let present, present.st_mode & S_IFMT != S_IFDIR { try remove(entry, in: target) }
      let (from, to) = try copier.openDirectories(entry, source: source, target: target, path: path)
      if present?.st_mode != wanted.st_mode & 0o777 | 0o700 | S_IFDIR {
        try copier.finish(to, mode: wanted.st_mode & 0o777 | 0o700, path: path)
      }
      try bringDirectory(to, inStepWith: from, path: path, depth: depth + 1)
    case S_IFREG:
      if let present, TreeStepper.areEqual(present, wanted) { return true }
      if let present, present.st_mode & S_IFMT == S_IFDIR { try remove(entry, in: target) }
      let fresh = DirectoryEntry(name: Array(".roost-\(UInt64.random(in: .min ... .max)).new".utf8))
      try copier.copyFile(entry, from: source, to: target, path: path, as: fresh)
      try rename(fresh, to: entry, in: target, path: path)
      changed.append(path)
    case S_IFLNK:
      let text = TreeStepper.text(entry, in: source)
      if let present, present.st_mode & S_IFMT == S_IFLNK, TreeStepper.text(entry, in: target) == text { return true }
      if present != nil { try remove(entry, in: target) }
      try copier.copyLink(entry, from: source, to: target, path: path)
      changed.append(path)
    default: return false
    }
    return true
  }

  private func rename(_ fresh: DirectoryEntry, to entry: DirectoryEntry, in target: OwnedDescriptor, path: String) throws(Problem)
  {
    let result = fresh.withName { old in entry.withName { renameat(target.number, old, target.number, $0) } }
    guard result == 0 else { throw Problem.lastSystemCall("replace \(path)") }
  }

  private func remove(_ entry: DirectoryEntry, in target: OwnedDescriptor) throws(Problem) {
    if entry.withName({ unlinkat(target.number, $0, 0) }) == 0 || errno == ENOENT { return }
    try DirectoryRemoval.removeNow(entry, in: target.number, path: FilePath(entry.text))
  }

  private static func look(_ entry: DirectoryEntry, in directory: OwnedDescriptor) -> stat? {
    var status = stat()
    return entry.withName({ fstatat(directory.number, $0, &status, AT_SYMLINK_NOFOLLOW) }) == 0 ? status : nil
  }

  private static func areEqual(_ one: stat, _ other: stat) -> Bool {
    one.st_mode & S_IFMT == other.st_mode & S_IFMT && one.st_size == other.st_size
      && one.st_mode & 0o777 == other.st_mode & 0o777
      && one.st_mtim.tv_sec == other.st_mtim.tv_sec && one.st_mtim.tv_nsec == other.st_mtim.tv_nsec
  }

  private static func text(_ entry: DirectoryEntry, in directory: OwnedDescriptor) -> [CChar] {
    var text = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let count = entry.withName { readlinkat(directory.number, $0, &text, Int(PATH_MAX)) }
    return Array(text.prefix(max(0, count)))
  }
}
