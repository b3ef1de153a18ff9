import Glibc
package import RoostModel

/// Unpacks tar archives in one pass: each entry is judged before anything is made of it. Blocking.
package struct TarUnpacker {
  private static let pieceSize = 256 << 10

  let archive: String
  let target: UnpackTarget
  private let packedSize: ByteCount?
  private var reader: TarReader
  var writer: TreeWriter
  private var placed: PlacedPaths
  private var links = PendingLinks()
  /// For ``UnpackTarget/Style/system``: what this archive has made, which deletions of it do not mean.
  var written: Set<String> = []
  private var report = UnpackReport()
  private var seen = 0
  private var total: UInt64 = 0
  private var buffer = [UInt8](repeating: 0, count: pieceSize)

  private init(_ stream: any ByteStream, archive: String, packedSize: ByteCount?, into target: UnpackTarget) throws(Problem) {
    self.archive = archive
    self.target = target
    self.packedSize = packedSize
    reader = TarReader(stream, archive: archive)
    placed = PlacedPaths(refusesCaseCollisions: target.refusesCaseCollisions)
    writer = try TreeWriter(target.tree, throughLinks: target.style == .system)
  }

  /// `packedSize` is that of the file the stream is unpacked from. Throws `download.corrupt` for what no honest archive
  /// holds; what was unpacked by then is the caller's to remove.
  package static func unpack(
    _ stream: any ByteStream, archive: String, packedSize: ByteCount?, into target: UnpackTarget
  ) throws(Problem) -> UnpackReport {
    var unpacker = try TarUnpacker(stream, archive: archive, packedSize: packedSize, into: target)
    while let entry = try unpacker.reader.next() { try unpacker.take(entry) }
    try unpacker.links.make(with: &unpacker.writer, staysInside: target.style == .files, archive: archive)
    return unpacker.report
  }

  private mutating func take(_ entry: TarEntry) throws(Problem) {
    try count(entry)
    let name = TarUnpacker.plain(entry.name)
    if name.isEmpty { return }
    if let fault = fault(in: name) { throw refusal(entry, fault) }
    let own = String(decoding: name, as: UTF8.self)
    if target.style == .system {
      if entry.kind == .special { return }
      if try takeDeletion(own) { return }
    }
    guard let path = target.place(own) else { return }
    try claim(path, for: entry)
    try make(entry, own: own, at: path)
    report.entries += 1
  }

  /// Refuses what amounts to too much, whether it is taken or not: all of it has to be unpacked.
  private mutating func count(_ entry: TarEntry) throws(Problem) {
    seen += 1
    guard seen <= target.limits.entries else {
      throw .refusedArchive(archive, "it holds more than \(target.limits.entries) entries")
    }
    total += entry.size
    guard total <= target.limits.bytes.bytes else {
      throw .refusedArchive(archive, "it unpacks to more than \(target.limits.bytes)")
    }
    guard let packedSize, total > target.limits.ratioFrom.bytes, total / target.limits.ratio > packedSize.bytes else { return }
    throw .refusedArchive(archive, "it unpacks to more than \(target.limits.ratio) times its size")
  }

  private func fault(in name: [UInt8]) -> String? {
    target.style == .files ? ArchiveNames.fault(in: name) : ArchiveNames.systemFault(in: name)
  }

  private mutating func claim(_ path: String, for entry: TarEntry) throws(Problem) {
    if target.style == .system {
      try makeRoom(for: path, isDirectory: entry.kind == .directory)
      return
    }
    if let fault = placed.add(path, isDirectory: entry.kind == .directory) { throw refusal(entry, fault) }
  }

  private mutating func make(_ entry: TarEntry, own: String, at path: String) throws(Problem) {
    switch entry.kind {
    case .directory: try setOwner(of: try writer.directory(path), entry, path: path)
    case .file: try makeFile(entry, own: own, at: path)
    case .hardLink: try makeHardLink(entry, at: path)
    case .symbolicLink:
      let fault = target.style == .files ? LinkRules.fault(path: path, target: entry.target) : LinkRules.systemFault(entry.target)
      if let fault { throw refusal(entry, fault) }
      links.add(path, to: entry.target)
    case .special: throw refusal(entry, "it is a device or a pipe")
    }
  }

  private mutating func makeFile(_ entry: TarEntry, own: String, at path: String) throws(Problem) {
    let file = try writer.file(path)
    while true {
      let got = try piece()
      if got == 0 { break }
      let result = buffer.withUnsafeBytes { bytes in
        Result { () throws(Problem) in
          try TreeWriter.write(UnsafeRawBufferPointer(rebasing: bytes[..<got]), to: file, path: path)
        }
      }
      try result.get()
    }
    try setOwner(of: file, entry, path: path)
    let isExecutable = entry.mode & 0o111 != 0 || target.isExecutable(own)
    let mode = target.style == .system ? entry.mode & 0o1777 : (isExecutable ? 0o755 : 0o644)
    try writer.finish(file, mode: mode, modified: entry.modified, path: path)
    report.bytes.bytes += entry.size
  }

  private mutating func piece() throws(Problem) -> Int {
    let result = buffer.withUnsafeMutableBytes { bytes in Result { () throws(Problem) in try reader.read(into: bytes) } }
    return try result.get()
  }

  private mutating func makeHardLink(_ entry: TarEntry, at path: String) throws(Problem) {
    let name = TarUnpacker.plain(entry.target)
    if let fault = fault(in: name) { throw refusal(entry, "it leads to a name that is not accepted: \(fault)") }
    guard let earlier = target.place(String(decoding: name, as: UTF8.self)),
      target.style == .system || placed.isFile(earlier), links.links.allSatisfy({ $0.path != earlier })
    else { throw refusal(entry, "it is another name of a file that is not there") }
    try writer.hardLink(path, to: earlier)
  }

  private func setOwner(of file: OwnedDescriptor, _ entry: TarEntry, path: String) throws(Problem) {
    guard target.style == .system else { return }
    if geteuid() == 0 {
      guard fchown(file.number, entry.user, entry.group) == 0 else { throw Problem.lastSystemCall("change the owner of \(path)") }
    }
    guard entry.kind != .directory || fchmod(file.number, entry.mode & 0o1777) == 0 else {
      throw Problem.lastSystemCall("change the mode of \(path)")
    }
  }

  private func refusal(_ entry: TarEntry, _ why: String) -> Problem {
    ArchiveNames.refusal(entry.name, because: why, archive: archive)
  }

  /// `./a/` is `a`; the root of the archive is nothing.
  private static func plain(_ name: [UInt8]) -> [UInt8] {
    var rest = name[...]
    while rest.starts(with: "./".utf8) { rest = rest.dropFirst(2).drop { $0 == UInt8(ascii: "/") } }
    while rest.last == UInt8(ascii: "/") { rest = rest.dropLast() }
    // An absolute name that is nothing but slashes is not the root of the archive.
    if rest.isEmpty, name.first == UInt8(ascii: "/") { return Array(name) }
    return rest.elementsEqual(".".utf8) ? [] : Array(rest)
  }
}
