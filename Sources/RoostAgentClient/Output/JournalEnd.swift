import Glibc
import RoostAgentProtocol
import RoostModel
import RoostSystem
import SystemPackage

/// Where the output of a process ends that an agent left on disk. Reads the headers of its last segment. Blocking.
enum JournalEnd {
  private static let portion = 64 << 10

  /// `nil` when nothing of the process's output is there.
  static func of(_ process: ProcessNumber, in journal: FilePath) throws(Problem) -> UInt64? {
    let directory = journal.appending("\(process)")
    guard let names = try? DirectoryListing.names(in: directory) else { return nil }
    guard let segment = names.compactMap(JournalFormat.segmentOffset).max() else { return nil }
    let path = directory.appending(JournalFormat.segmentName(segment))
    let number = open(path.string, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard number >= 0 else { throw .lastSystemCall("open \(path)") }
    let file = OwnedDescriptor(owning: number)
    var status = stat()
    guard fstat(file.number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return try end(of: file, at: segment, length: Int(status.st_size), path)
  }

  private static func end(
    of file: OwnedDescriptor, at segment: UInt64, length: Int, _ path: FilePath
  ) throws(Problem) -> UInt64 {
    var walk = SegmentWalk(offset: segment, length: length)
    var buffer = [UInt8](repeating: 0, count: portion)
    while !walk.isOver {
      let place = off_t(walk.place)
      let count = buffer.withUnsafeMutableBytes { pread(file.number, $0.baseAddress, $0.count, place) }
      guard count >= 0 else { throw .lastSystemCall("read \(path)") }
      buffer.withUnsafeBytes { walk.take(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
    return walk.offset
  }
}

/// Steps from header to header of a segment. One that is cut off, or makes no sense, is the end. Pure.
struct SegmentWalk {
  private(set) var offset: UInt64
  /// Of the next header, in the file.
  private(set) var place = 0
  private(set) var isOver = false
  private let length: Int

  init(offset: UInt64, length: Int) {
    self.offset = offset
    self.length = length
  }

  /// Bytes from ``place`` on.
  mutating func take(_ bytes: UnsafeRawBufferPointer) {
    let start = place
    while !isOver, place - start + JournalFormat.recordHeaderLength <= bytes.count { step(bytes, at: place - start) }
    if place == start { isOver = true }
  }

  private mutating func step(_ bytes: UnsafeRawBufferPointer, at position: Int) {
    let channel = OutputRecord.Channel(rawValue: bytes[position])
    let field = position + JournalFormat.recordHeaderLength - 4
    let count = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: field, as: UInt32.self)))
    let next = place + JournalFormat.recordHeaderLength + count
    guard channel != nil, count <= JournalFormat.maximumRecordLength, next <= length else {
      isOver = true
      return
    }
    offset += UInt64(count)
    place = next
  }
}
