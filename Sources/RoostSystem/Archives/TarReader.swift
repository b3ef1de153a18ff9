package import RoostModel

/// Reads a tar archive in one pass: ustar, pax, and GNU's long names. Blocking.
///
/// It judges the format only; what may be made of an entry is its caller's business.
package struct TarReader {
  private static let longestExtension: UInt64 = 1 << 20

  private let stream: any ByteStream
  private let archive: String
  /// Contents of the present entry that were not read yet, and the padding after them.
  private var remaining: UInt64 = 0
  private var padding = 0
  /// Said by the headers before an entry.
  private var overrides: [String: [UInt8]] = [:]

  package init(_ stream: any ByteStream, archive: String) {
    self.stream = stream
    self.archive = archive
  }

  /// The next entry; `nil` at the end. What was not read of the one before is skipped.
  package mutating func next() throws(Problem) -> TarEntry? {
    overrides = [:]
    while let header = try header() {
      try begin(header.size)
      switch header.type {
      case UInt8(ascii: "x"): try extend(with: try contents())
      case UInt8(ascii: "g"): _ = try contents()
      case UInt8(ascii: "L"): overrides["path"] = Array(try contents().prefix { $0 != 0 })
      case UInt8(ascii: "K"): overrides["linkpath"] = Array(try contents().prefix { $0 != 0 })
      default: return try entry(header)
      }
    }
    return nil
  }

  /// Contents of the present entry; 0 is their end.
  package mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(Problem) -> Int {
    guard remaining > 0, !buffer.isEmpty else { return 0 }
    let wanted = Int(min(UInt64(buffer.count), remaining))
    let count = try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]))
    guard count > 0 else { throw tooShort }
    remaining -= UInt64(count)
    return count
  }

  private mutating func entry(_ header: TarHeader) throws(Problem) -> TarEntry {
    let kind = try kind(of: header)
    let size = try overriddenSize() ?? header.size
    // Only files have contents; some archivers state a size for links.
    if kind == .file { try begin(size) } else { try begin(kind == .directory || kind == .special ? header.size : 0) }
    return TarEntry(
      name: overrides["path"] ?? header.name, kind: kind, size: kind == .file ? size : 0, mode: header.mode, user: header.user,
      group: header.group, modified: header.modified, target: overrides["linkpath"] ?? header.target)
  }

  private func kind(of header: TarHeader) throws(Problem) -> TarEntry.Kind {
    switch header.type {
    case UInt8(ascii: "0"), 0, UInt8(ascii: "7"):
      return (overrides["path"] ?? header.name).last == UInt8(ascii: "/") ? .directory : .file
    case UInt8(ascii: "1"): return .hardLink
    case UInt8(ascii: "2"): return .symbolicLink
    case UInt8(ascii: "3"), UInt8(ascii: "4"), UInt8(ascii: "6"): return .special
    case UInt8(ascii: "5"): return .directory
    default:
      throw .refusedArchive(archive, "it holds an entry of a kind that is not supported (\(header.type))")
    }
  }

  private func overriddenSize() throws(Problem) -> UInt64? {
    guard let text = overrides["size"] else { return nil }
    guard let size = UInt64(String(decoding: text, as: UTF8.self)) else { throw damaged }
    return size
  }

  private mutating func extend(with bytes: [UInt8]) throws(Problem) {
    guard let records = PaxRecords.read(bytes) else { throw damaged }
    guard !records.keys.contains(where: { $0.hasPrefix("GNU.sparse") }) else {
      throw .refusedArchive(archive, "it holds a sparse file, which is not supported")
    }
    overrides.merge(records) { $1 }
  }

  private mutating func begin(_ size: UInt64) throws(Problem) {
    guard size < 1 << 48 else { throw damaged }
    remaining = size
    padding = Int((512 - size % 512) % 512)
  }

  /// All contents of an extension header.
  private mutating func contents() throws(Problem) -> [UInt8] {
    guard remaining <= TarReader.longestExtension else { throw damaged }
    let bytes = try exactly(Int(remaining))
    remaining = 0
    return bytes
  }

  private mutating func header() throws(Problem) -> TarHeader? {
    try skip(remaining + UInt64(padding))
    remaining = 0
    padding = 0
    guard let block = try blockOrEnd(), !TarHeader.isEmpty(block) else {
      try drain()
      return nil
    }
    guard let header = TarHeader(block) else { throw damaged }
    return header
  }

  /// What follows the end is read too, so that a broken compression is noticed.
  private func drain() throws(Problem) {
    var waste = [UInt8](repeating: 0, count: 64 << 10)
    while try some(of: &waste, upTo: waste.count) > 0 {}
  }

  private func skip(_ count: UInt64) throws(Problem) {
    var left = count
    var waste = [UInt8](repeating: 0, count: Int(min(left, 64 << 10)))
    while left > 0 {
      let got = try some(of: &waste, upTo: Int(min(left, UInt64(waste.count))))
      guard got > 0 else { throw tooShort }
      left -= UInt64(got)
    }
  }

  /// `nil` where the archive ends without the blocks that say so.
  private func blockOrEnd() throws(Problem) -> [UInt8]? {
    var first = [UInt8](repeating: 0, count: TarHeader.size)
    let count = try some(of: &first, upTo: first.count)
    if count == 0 { return nil }
    return try Array(first[..<count]) + exactly(TarHeader.size - count)
  }

  private func exactly(_ count: Int) throws(Problem) -> [UInt8] {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: count)
    while bytes.count < count {
      let got = try some(of: &piece, upTo: count - bytes.count)
      guard got > 0 else { throw tooShort }
      bytes += piece[..<got]
    }
    return bytes
  }

  private func some(of buffer: inout [UInt8], upTo count: Int) throws(Problem) -> Int {
    let stream = stream
    let result = buffer.withUnsafeMutableBytes { bytes in
      Result { () throws(Problem) in try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[..<count])) }
    }
    return try result.get()
  }

  private var damaged: Problem { .refusedArchive(archive, "one of its headers is damaged") }
  private var tooShort: Problem { .refusedArchive(archive, "it ends too early") }
}
