import CRoostArchive
import Dispatch
package import RoostModel
import Synchronization
package import SystemPackage

/// Unpacks ZIP archives: judged as a whole by their table of contents, then several entries at a time. Blocking.
package struct ZipUnpacker: Sendable {
  private static let outputSize = 256 << 10

  private let archive: String
  private let path: FilePath
  private let target: UnpackTarget
  /// Files, the largest first, so that it does not come last.
  private let files: [Item]
  private let directories: [String]
  private let end: UInt64

  private struct Item: Sendable {
    var entry: ZipEntry
    var path: String
  }

  /// Reads and judges the table of contents; nothing is unpacked yet.
  package init(_ path: FilePath, archive: String? = nil, into target: UnpackTarget) throws(Problem) {
    let name = archive ?? path.lastComponent?.string ?? path.string
    let directory = try ZipDirectory.read(path, limits: target.limits, named: name)
    var placed = PlacedPaths(refusesCaseCollisions: target.refusesCaseCollisions)
    var items: [Item] = []
    for entry in directory.entries {
      let own = entry.kind == .directory && entry.path.hasSuffix("/") ? String(entry.path.dropLast()) : entry.path
      guard let place = target.place(own) else { continue }
      if let fault = placed.add(place, isDirectory: entry.kind == .directory) {
        throw ArchiveNames.refusal(entry.name, because: fault, archive: name)
      }
      items.append(Item(entry: entry, path: place))
    }
    self.archive = name
    self.path = path
    self.target = target
    end = directory.offset
    directories = items.filter { $0.entry.kind == .directory }.map(\.path)
    files = items.filter { $0.entry.kind == .file }.sorted { $0.entry.size > $1.entry.size }
  }

  /// What it will amount to.
  package var report: UnpackReport {
    UnpackReport(
      entries: files.count + directories.count, bytes: ByteCount(files.reduce(0) { $0 + $1.entry.size }))
  }

  /// Unpacks with `width` threads.
  package func unpack(width: Int = 2) throws(Problem) -> UnpackReport {
    var writer = try TreeWriter(target.tree, throughLinks: false)
    for directory in directories { _ = try writer.directory(directory) }
    let file = try RandomAccessFile(path)
    let next = Mutex(0)
    let fault = Mutex<Problem?>(nil)
    DispatchQueue.concurrentPerform(iterations: max(1, min(width, files.count))) { _ in
      do throws(Problem) {
        try work(on: file, next: next, fault: fault)
      } catch {
        fault.withLock { if $0 == nil { $0 = error } }
      }
    }
    if let problem = fault.withLock({ $0 }) { throw problem }
    return report
  }

  /// One thread's part: takes files until there are none, or until another thread failed.
  private func work(on file: RandomAccessFile, next: borrowing Mutex<Int>, fault: borrowing Mutex<Problem?>) throws(Problem) {
    var writer = try TreeWriter(target.tree, throughLinks: false)
    let contents = ZipEntryContents(file: file, archive: archive, end: end)
    let inflater = try Inflater(ROOST_DEFLATE_RAW, archive: archive)
    var buffer = [UInt8](repeating: 0, count: ZipUnpacker.outputSize)
    while fault.withLock({ $0 == nil }) {
      let index = next.withLock { next in
        defer { next += 1 }
        return next
      }
      guard index < files.count else { return }
      let item = files[index]
      let output = try writer.file(item.path)
      try contents.read(item.entry, with: inflater, buffer: &buffer) { (bytes) throws(Problem) in
        try TreeWriter.write(bytes, to: output, path: item.path)
      }
      let mode: UInt32 = item.entry.isExecutable || target.isExecutable(item.entry.path) ? 0o755 : 0o644
      try writer.finish(output, mode: mode, modified: item.entry.modified, path: item.path)
    }
  }
}
