/// Judges entry after entry of a tree archive: names that stay inside, each once and in order, below directories that
/// came before, hard links to files that came before. Pure.
///
/// So nothing can be made below a symbolic link, and no entry can replace another.
struct TreeOrder {
  static let deepest = 128
  private static let mostEntries = 2_000_000

  /// The directory of the entry before, and the last name at each level down to it.
  private var directory: [[UInt8]] = []
  private var lastNames: [[UInt8]?] = [nil]
  private var files: Set<[UInt8]> = []
  private(set) var entries = 0

  /// Answers with the level of the directory that holds the entry: 0 is the root.
  mutating func accept(_ entry: TreeEntry) throws(TarFault) -> Int {
    entries += 1
    guard entries <= TreeOrder.mostEntries else { throw TarFault("it holds more than \(TreeOrder.mostEntries) entries") }
    if let fault = TreeOrder.fault(in: entry.path) { throw refusal(entry, fault) }
    let parts = TreeOrder.parts(entry.path)
    let level = parts.count - 1
    guard level <= TreeOrder.deepest else { throw refusal(entry, "it is nested too deeply") }
    guard level <= directory.count, directory[..<level].elementsEqual(parts[..<level]) else {
      throw refusal(entry, "its directory did not come before")
    }
    directory.removeSubrange(level...)
    lastNames.removeSubrange((level + 1)...)
    if let last = lastNames[level], !last.lexicographicallyPrecedes(parts[level]) {
      throw refusal(entry, "it is there twice or out of order")
    }
    lastNames[level] = parts[level]
    try acceptKind(of: entry)
    if entry.kind == .directory {
      directory.append(parts[level])
      lastNames.append(nil)
    }
    return level
  }

  private mutating func acceptKind(of entry: TreeEntry) throws(TarFault) {
    guard entry.mode & ~TreeEntry.modeBits == 0 else { throw refusal(entry, "its mode grants privileges") }
    switch entry.kind {
    case .file: files.insert(entry.path)
    case .directory: break
    case .symbolicLink(let target):
      guard (1...4095).contains(target.count), !target.contains(0) else { throw refusal(entry, "it links to no path") }
    case .hardLink(let target):
      guard files.contains(target) else { throw refusal(entry, "it is another name of a file that did not come before") }
    }
  }

  private static let slash = UInt8(ascii: "/")

  static func parts(_ path: [UInt8]) -> [[UInt8]] {
    path.split(separator: slash, omittingEmptySubsequences: false).map { Array($0) }
  }

  /// What is wrong with a path; `nil` when nothing is.
  static func fault(in path: [UInt8]) -> String? {
    guard !path.isEmpty, path.count <= ArchiveNames.longestPath else { return "its name is empty or too long" }
    guard !path.contains(0) else { return "its name holds a NUL" }
    for part in parts(path) {
      if part.isEmpty || part == [46] || part == [46, 46] { return "its name leads elsewhere" }
      if part.count > ArchiveNames.longestPart { return "a part of its name is too long" }
    }
    return nil
  }

  private func refusal(_ entry: TreeEntry, _ fault: String) -> TarFault {
    TarFault("the entry \(entry.shownPath) is not accepted: \(fault)")
  }
}
