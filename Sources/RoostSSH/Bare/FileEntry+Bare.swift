import Glibc
import RoostModel

extension FileEntry {
  /// From a line of ``BareScript/list``; nil for anything else.
  init?(bare line: Substring) {
    let fields = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
    guard fields.count == 4, let mode = UInt32(fields[0], radix: 16), let size = UInt64(fields[1]),
      let seconds = Double(fields[2]),
      fields[3].hasPrefix("./"), fields[3].count > 2
    else { return nil }
    let kind: Kind =
      switch mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .directory
      case S_IFLNK: .link
      default: .other
      }
    self.init(
      name: String(fields[3].dropFirst(2)), kind: kind, size: size, mode: UInt16(mode & 0o7777), modified: seconds)
  }
}
