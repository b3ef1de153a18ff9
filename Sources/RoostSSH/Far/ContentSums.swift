import Glibc
import RoostAgentClient
import RoostModel
import RoostSystem
import SystemPackage

/// SHA-256 of trees and files of this machine that are sent to hosts. Layers never change, so each is read once; the sums
/// are kept on disk, where another daemon finds them.
actor ContentSums {
  /// What tells one content of a path from another.
  private struct Entry: Codable, Equatable {
    var inode: UInt64
    /// Of its inode, nanoseconds since 1970.
    var changedAt: Int64
    var size: Int64
    var sha256: String?

    init?(_ path: FilePath) {
      var status = stat()
      guard stat(path.string, &status) == 0 else { return nil }
      inode = UInt64(status.st_ino)
      changedAt = Int64(status.st_ctim.tv_sec) * 1_000_000_000 + Int64(status.st_ctim.tv_nsec)
      size = Int64(status.st_size)
    }

    func isSame(as other: Entry) -> Bool {
      inode == other.inode && changedAt == other.changedAt && size == other.size
    }
  }

  private static let most = 1024
  private let record: FilePath
  private var entries: [String: Entry]?

  init(record: FilePath) { self.record = record }

  /// Of the archive that ``TreeArchiveWriter`` makes of it.
  func tree(_ path: FilePath) async throws(Problem) -> String {
    try await sum(of: path) { (path) throws(Problem) in
      var writer = TreeArchiveWriter(to: nil, sums: true)
      return try writer.write(path).sha256
    }
  }

  func file(_ path: FilePath) async throws(Problem) -> String {
    try await sum(of: path) { (path) throws(Problem) in
      let number = open(path.string, O_RDONLY | O_CLOEXEC)
      guard number >= 0 else { throw .lastSystemCall("open \(path)") }
      let file = OwnedDescriptor(owning: number)
      var status = stat()
      guard fstat(number, &status) == 0 else { throw .lastSystemCall("look at \(path)") }
      return try FileSection(file: file, offset: 0, count: UInt64(status.st_size)).sha256()
    }
  }

  private func sum(
    of path: FilePath, _ read: @escaping @Sendable (FilePath) throws(Problem) -> String?
  ) async throws(Problem) -> String {
    let known = await recorded()
    guard var entry = Entry(path) else {
      throw Problem(
        .environmentBootFailed, "\(path) is not there to be sent", hint: "install it again: roost runtime list")
    }
    if let old = known[path.string], old.isSame(as: entry), let sum = old.sha256 { return sum }
    let sum = try await BlockingWork.run { () throws(Problem) in try read(path) }
    entry.sha256 = sum
    await keep(entry, of: path)
    return sum ?? ""
  }

  private func recorded() async -> [String: Entry] {
    if let entries { return entries }
    let record = record
    // What cannot be read is found out again.
    let found = await BlockingWork.run { (try? JSONFile.read([String: Entry].self, from: record)) ?? nil }
    if entries == nil { entries = found ?? [:] }
    return entries ?? [:]
  }

  private func keep(_ entry: Entry, of path: FilePath) async {
    var all = entries ?? [:]
    if all.count >= ContentSums.most { all = all.filter { Entry(FilePath($0.key)) != nil } }
    if all.count >= ContentSums.most { all = [:] }
    all[path.string] = entry
    entries = all
    let (record, written) = (record, all)
    // Without the record, the next daemon reads the layers once more.
    _ = await BlockingWork.run { try? JSONFile.write(written, to: record) }
  }
}
