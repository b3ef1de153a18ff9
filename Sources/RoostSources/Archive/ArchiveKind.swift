/// The forms of archives that are taken, known by their first bytes; names are anybody's to choose.
enum ArchiveKind: Sendable, Equatable {
  case zip, tar
  case packed(tool: String)

  /// `nil` when it is none of them. Pure.
  static func of(_ head: some Collection<UInt8>) -> ArchiveKind? {
    let head = Array(head)
    if head.starts(with: [0x50, 0x4B, 3, 4]) || head.starts(with: [0x50, 0x4B, 5, 6]) { return .zip }
    if head.starts(with: [0x1F, 0x8B]) { return .packed(tool: "gzip") }
    if head.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]) { return .packed(tool: "xz") }
    if head.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { return .packed(tool: "zstd") }
    if head.starts(with: Array("BZh".utf8)) { return .packed(tool: "bzip2") }
    if head.count >= 262, head[257..<262].elementsEqual("ustar".utf8) { return .tar }
    return nil
  }

  private static let endings = [
    ".zip", ".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz", ".tar.zst", ".tzst", ".tar.bz2", ".tbz2",
  ]

  /// The name without what says that it is an archive.
  static func stem(of name: String) -> String {
    let lower = name.lowercased()
    let ending = endings.filter { lower.hasSuffix($0) }.max { $0.count < $1.count }
    return ending.map { String(name.dropLast($0.count)) } ?? name
  }
}
