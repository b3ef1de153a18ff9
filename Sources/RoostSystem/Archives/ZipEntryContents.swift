import CRoostArchive
import RoostModel

/// The contents of one entry of a ZIP archive, checked against what its table of contents says. Blocking.
struct ZipEntryContents {
  private static let headerSize = 30
  private static let pieceSize = 256 << 10

  let file: RandomAccessFile
  let archive: String
  /// Where the contents of all entries end.
  let end: UInt64

  /// Calls `take` with the contents, piece by piece.
  func read(
    _ entry: ZipEntry, with inflater: Inflater, buffer: inout [UInt8], _ take: (UnsafeRawBufferPointer) throws(Problem) -> Void
  ) throws(Problem) {
    var position = try start(of: entry)
    var left = entry.compressedSize
    guard position + left <= end else { throw refusal(entry, "it points outside itself") }
    var progress = Progress()
    inflater.reset()
    while left > 0 {
      let piece = try bytes(at: position, count: Int(min(left, UInt64(ZipEntryContents.pieceSize))))
      position += UInt64(piece.count)
      left -= UInt64(piece.count)
      try unpack(piece, of: entry, with: inflater, buffer: &buffer, progress: &progress, take)
    }
    let isWhole = progress.size == entry.size && progress.sum == entry.sum && (entry.method == 0 || progress.isEnd)
    guard isWhole else { throw refusal(entry, "it is not what the table of contents says") }
  }

  private struct Progress {
    var size: UInt64 = 0
    var sum: UInt32 = 0
    var isEnd = false

    mutating func add(_ bytes: UnsafeRawBufferPointer) {
      size += UInt64(bytes.count)
      sum = roost_crc32(sum, bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count)
    }
  }

  private func unpack(
    _ piece: [UInt8], of entry: ZipEntry, with inflater: Inflater, buffer: inout [UInt8], progress: inout Progress,
    _ take: (UnsafeRawBufferPointer) throws(Problem) -> Void
  ) throws(Problem) {
    var input = piece[...]
    // With a full output more may come out of what is inside already.
    var isFull = false
    while !input.isEmpty || isFull {
      guard !progress.isEnd else { throw refusal(entry, "it is longer than its data") }
      let made = try step(input, stored: entry.method == 0, with: inflater, into: &buffer)
      guard made.taken > 0 || made.given > 0 || isFull else { throw refusal(entry, "its data is damaged") }
      input = input.dropFirst(made.taken)
      isFull = entry.method != 0 && made.given == buffer.count && !made.isEnd
      progress.isEnd = made.isEnd
      guard progress.size + UInt64(made.given) <= entry.size else { throw refusal(entry, "it is longer than announced") }
      let result = buffer.withUnsafeBytes { bytes in
        Result { () throws(Problem) in
          let given = UnsafeRawBufferPointer(rebasing: bytes[..<made.given])
          progress.add(given)
          try take(given)
        }
      }
      try result.get()
    }
  }

  private func step(_ input: ArraySlice<UInt8>, stored: Bool, with inflater: Inflater, into buffer: inout [UInt8])
    throws(Problem) -> Inflater.Step
  {
    if stored {
      let count = min(input.count, buffer.count)
      buffer.replaceSubrange(0..<count, with: input.prefix(count))
      return Inflater.Step(taken: count, given: count, isEnd: false)
    }
    let result = input.withUnsafeBytes { from in
      buffer.withUnsafeMutableBytes { to in
        Result { () throws(Problem) in try inflater.inflate(from, into: to) }
      }
    }
    return try result.get()
  }

  /// Where the data of an entry begins: behind a header of its own, which must agree with the table of contents.
  private func start(of entry: ZipEntry) throws(Problem) -> UInt64 {
    let header = ByteReader(bytes: try bytes(at: entry.offset, count: ZipEntryContents.headerSize + entry.name.count))
    guard header.number32(at: 0) == 0x0403_4b50, header.number16(at: 8) == entry.method,
      let nameLength = header.number16(at: 26), let extraLength = header.number16(at: 28), Int(nameLength) == entry.name.count,
      header.slice(at: ZipEntryContents.headerSize, count: entry.name.count) == entry.name
    else { throw refusal(entry, "its header is not what the table of contents says") }
    return entry.offset + UInt64(ZipEntryContents.headerSize) + UInt64(nameLength) + UInt64(extraLength)
  }

  private func bytes(at offset: UInt64, count: Int) throws(Problem) -> [UInt8] {
    do throws(ZipFault) { return try file.bytes(at: offset, count: count) } catch { throw .refusedArchive(archive, error.reason) }
  }

  private func refusal(_ entry: ZipEntry, _ why: String) -> Problem {
    ArchiveNames.refusal(entry.name, because: why, archive: archive)
  }
}
