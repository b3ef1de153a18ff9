/// Writes and reads what stands before the contents of an entry: one ustar block, and before that pax records for
/// names that do not fit.
///
/// There is one way to write an entry, and reading accepts that one only.
package enum TreeHeader {
  private static let nameLength = 100
  private static let longestRecords: UInt64 = 16 << 10
  private static let recordsName = Array("pax-header".utf8)

  /// `nil` when a number is too large for the format: 8 GiB for a file, 2097151 for an owner.
  package static func encode(_ entry: TreeEntry) -> [UInt8]? {
    var records: [UInt8] = []
    if entry.path.count > nameLength { records += record("path", entry.path) }
    if entry.linkTarget.count > nameLength { records += record("linkpath", entry.linkTarget) }
    guard let block = block(entry) else { return nil }
    guard !records.isEmpty else { return block }
    let announcing = TreeEntry(path: recordsName, kind: .file(size: UInt64(records.count)))
    guard let first = self.block(announcing, type: UInt8(ascii: "x")) else { return nil }
    return first + records + [UInt8](repeating: 0, count: TarBlock.padding(after: UInt64(records.count))) + block
  }

  /// Reads one, calling `more` for each further piece of so many bytes. `nil` is the end of the archive's entries.
  static func decode(_ first: [UInt8], more: (Int) throws(TarFault) -> [UInt8]) throws(TarFault) -> TreeEntry? {
    guard first.contains(where: { $0 != 0 }) else { return nil }
    var raw = first
    var records: [String: [UInt8]] = [:]
    var block = first
    if first[156] == UInt8(ascii: "x") {
      guard let size = TarBlock.number(in: first, at: 124, length: 12), size <= longestRecords else {
        throw TarFault("the names of an entry are too long")
      }
      let padded = try more(Int(size) + TarBlock.padding(after: size))
      records = try parseRecords(padded.prefix(Int(size)))
      block = try more(TarBlock.size)
      raw += padded + block
    }
    let entry = try entry(block, records)
    guard encode(entry) == raw else { throw TarFault("the entry \(entry.shownPath) is not written as it has to be") }
    return entry
  }

  private static func block(_ entry: TreeEntry, type: UInt8? = nil) -> [UInt8]? {
    var block = TarBlock()
    block.put(entry.path.prefix(nameLength), at: 0)
    block.put(entry.linkTarget.prefix(nameLength), at: 157)
    let fits = [
      block.put(number: UInt64(entry.mode), at: 100, length: 8), block.put(number: UInt64(entry.owner), at: 108, length: 8),
      block.put(number: UInt64(entry.group), at: 116, length: 8), block.put(number: entry.contentSize, at: 124, length: 12),
      block.put(number: entry.modifiedAt, at: 136, length: 12),
    ]
    guard fits.allSatisfy({ $0 }) else { return nil }
    block.put([type ?? self.type(of: entry)], at: 156)
    block.seal()
    return block.bytes
  }

  private static func type(of entry: TreeEntry) -> UInt8 {
    switch entry.kind {
    case .file: UInt8(ascii: "0")
    case .hardLink: UInt8(ascii: "1")
    case .symbolicLink: UInt8(ascii: "2")
    case .directory: UInt8(ascii: "5")
    }
  }

  private static func entry(_ block: [UInt8], _ records: [String: [UInt8]]) throws(TarFault) -> TreeEntry {
    func number(_ offset: Int, _ length: Int) throws(TarFault) -> UInt64 {
      guard let value = TarBlock.number(in: block, at: offset, length: length) else { throw TarFault("a header is damaged") }
      return value
    }
    let link = records["linkpath"] ?? TarBlock.text(in: block, at: 157, length: nameLength)
    let kind: TreeEntry.Kind
    switch block[156] {
    case UInt8(ascii: "0"): kind = .file(size: try number(124, 12))
    case UInt8(ascii: "1"): kind = .hardLink(link)
    case UInt8(ascii: "2"): kind = .symbolicLink(link)
    case UInt8(ascii: "5"): kind = .directory
    default: throw TarFault("it holds something that is no file, directory or link")
    }
    return TreeEntry(
      path: records["path"] ?? TarBlock.text(in: block, at: 0, length: nameLength), kind: kind,
      mode: UInt32(try number(100, 8)), owner: UInt32(try number(108, 8)), group: UInt32(try number(116, 8)),
      modifiedAt: try number(136, 12))
  }

  /// `28 path=...` and a line end; the number counts the whole record.
  private static func record(_ key: String, _ value: [UInt8]) -> [UInt8] {
    let rest = Array(" \(key)=".utf8) + value + [UInt8(ascii: "\n")]
    var length = rest.count
    while "\(length)".utf8.count + rest.count != length { length = "\(length)".utf8.count + rest.count }
    return Array("\(length)".utf8) + rest
  }

  private static func parseRecords(_ bytes: ArraySlice<UInt8>) throws(TarFault) -> [String: [UInt8]] {
    var records: [String: [UInt8]] = [:]
    var rest = bytes
    while !rest.isEmpty {
      guard let space = rest.firstIndex(of: UInt8(ascii: " ")), space - rest.startIndex <= 6,
        let length = Int(String(decoding: rest[..<space], as: UTF8.self)), length > space - rest.startIndex + 1,
        length <= rest.count, let equals = rest[space...].firstIndex(of: UInt8(ascii: "=")),
        equals < rest.startIndex + length - 1
      else { throw TarFault("the names of an entry are damaged") }
      let key = String(decoding: rest[(space + 1)..<equals], as: UTF8.self)
      records[key] = Array(rest[(equals + 1)..<(rest.startIndex + length - 1)])
      rest = rest.dropFirst(length)
    }
    return records
  }
}
