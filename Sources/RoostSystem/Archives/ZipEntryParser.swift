import Glibc

/// Reads the table of contents of a ZIP archive. APPNOTE 4.3.12.
struct ZipEntryParser {
  let bytes: [UInt8]

  func entries(count: UInt64, limit: Int) throws(ZipFault) -> [ZipEntry] {
    guard count <= UInt64(limit) else { throw ZipFault("it holds more than \(limit) entries") }
    let reader = ByteReader(bytes: bytes)
    var entries: [ZipEntry] = []
    var position = 0
    for _ in 0..<count {
      let (entry, length) = try entry(at: position, reader: reader)
      entries.append(entry)
      position += length
    }
    guard position == bytes.count else { throw ZipFault("its table of contents does not add up") }
    return entries
  }

  private func entry(at position: Int, reader: ByteReader) throws(ZipFault) -> (ZipEntry, Int) {
    guard reader.number32(at: position) == 0x0201_4b50, let flags = reader.number16(at: position + 8),
      let method = reader.number16(at: position + 10), let compressed = reader.number32(at: position + 20),
      let size = reader.number32(at: position + 24), let nameLength = reader.number16(at: position + 28),
      let extraLength = reader.number16(at: position + 30), let commentLength = reader.number16(at: position + 32),
      let attributes = reader.number32(at: position + 38), let offset = reader.number32(at: position + 42),
      let name = reader.slice(at: position + 46, count: Int(nameLength)),
      let extra = reader.slice(at: position + 46 + Int(nameLength), count: Int(extraLength)),
      let madeBy = reader.number16(at: position + 4), let sum = reader.number32(at: position + 16),
      let time = reader.number32(at: position + 12)
    else { throw ZipFault("its table of contents is damaged") }
    guard flags & 0x2041 == 0 else { throw ZipFault("it is encrypted") }
    guard method == 0 || method == 8 else { throw ZipFault("it is packed in a way that is not supported (\(method))") }
    var entry = ZipEntry(
      name: name, kind: kind(name: name, system: madeBy >> 8, attributes: attributes),
      compressedSize: UInt64(compressed), size: UInt64(size), offset: UInt64(offset), method: method, sum: sum,
      isExecutable: madeBy >> 8 == 3 && attributes >> 16 & 0o111 != 0, modified: ZipTime.seconds(time))
    try widen(&entry, from: ByteReader(bytes: extra))
    return (entry, 46 + Int(nameLength) + Int(extraLength) + Int(commentLength))
  }

  private func kind(name: [UInt8], system: UInt16, attributes: UInt32) -> ZipEntry.Kind {
    let isDirectoryName = name.last == UInt8(ascii: "/")
    guard system == 3 else { return isDirectoryName ? .directory : .file }
    switch (attributes >> 16) & UInt32(S_IFMT) {
    case 0: return isDirectoryName ? .directory : .file
    case UInt32(S_IFREG): return isDirectoryName ? .other : .file
    case UInt32(S_IFDIR): return .directory
    case UInt32(S_IFLNK): return .link
    default: return .other
    }
  }

  /// Takes numbers that did not fit from the ZIP64 field. APPNOTE 4.5.3.
  private func widen(_ entry: inout ZipEntry, from extra: ByteReader) throws(ZipFault) {
    let small = UInt64(UInt32.max)
    guard entry.size == small || entry.compressedSize == small || entry.offset == small else { return }
    var position = 0
    while let id = extra.number16(at: position), let length = extra.number16(at: position + 2) {
      defer { position += 4 + Int(length) }
      guard id == 1 else { continue }
      var field = position + 4
      for path in [\ZipEntry.size, \.compressedSize, \.offset] where entry[keyPath: path] == small {
        guard field + 8 <= position + 4 + Int(length), let wide = extra.number64(at: field) else { break }
        entry[keyPath: path] = wide
        field += 8
      }
      return
    }
    throw ZipFault("its table of contents is damaged")
  }
}
