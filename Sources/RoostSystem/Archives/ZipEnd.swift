/// The record at the end of a ZIP archive that says where its table of contents is. APPNOTE 4.3.14 to 4.3.16.
struct ZipEnd {
  var count: UInt64
  var directorySize: UInt64
  var directoryOffset: UInt64

  private static let recordSize = 22
  private static let longestComment = 65_535

  static func find(in file: RandomAccessFile) throws(ZipFault) -> ZipEnd {
    let tail = Int(min(file.size, UInt64(recordSize + longestComment + 20)))
    let start = file.size - UInt64(tail)
    let reader = ByteReader(bytes: try file.bytes(at: start, count: tail))
    guard tail >= recordSize else { throw ZipFault("it is too short") }
    for position in stride(from: tail - recordSize, through: max(0, tail - recordSize - longestComment), by: -1) {
      guard reader.number32(at: position) == 0x0605_4b50 else { continue }
      // The comment must reach to the very end; otherwise the signature is part of some comment.
      guard let comment = reader.number16(at: position + 20), position + recordSize + Int(comment) == tail else { continue }
      return try end(at: position, reader: reader, file: file)
    }
    throw ZipFault("it has no table of contents")
  }

  private static func end(at position: Int, reader: ByteReader, file: RandomAccessFile) throws(ZipFault) -> ZipEnd {
    guard let count = reader.number16(at: position + 10), let size = reader.number32(at: position + 12),
      let offset = reader.number32(at: position + 16), reader.number16(at: position + 4) == 0
    else { throw ZipFault("its end is damaged") }
    if count != .max, size != .max, offset != .max {
      return ZipEnd(count: UInt64(count), directorySize: UInt64(size), directoryOffset: UInt64(offset))
    }
    guard reader.number32(at: position - 20) == 0x0706_4b50, let large = reader.number64(at: position - 12) else {
      throw ZipFault("its end is damaged")
    }
    let record = ByteReader(bytes: try file.bytes(at: large, count: 56))
    guard record.number32(at: 0) == 0x0606_4b50, let count = record.number64(at: 32), let size = record.number64(at: 40),
      let offset = record.number64(at: 48)
    else { throw ZipFault("its end is damaged") }
    return ZipEnd(count: count, directorySize: size, directoryOffset: offset)
  }
}
