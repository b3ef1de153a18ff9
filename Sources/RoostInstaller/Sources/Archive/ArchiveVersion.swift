/// Versions out of a list from outside: they become parts of addresses and of names on disk. Pure.
enum ArchiveVersion {
  private static let longest = 64

  static func isUsable(_ version: String) -> Bool {
    guard let first = version.utf8.first, isWord(first), version.utf8.count <= longest else { return false }
    return version.utf8.allSatisfy { isWord($0) || ".-+_~".utf8.contains($0) } && !version.contains("..")
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
  }
}
