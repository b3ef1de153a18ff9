import Glibc
import RoostSystem
import SystemPackage

/// The end of a file that somebody else writes, for a message. Blocking.
enum LogTail {
  private static let shownLines = 12

  /// The last lines; nil when there is nothing. Without what a terminal would take for commands.
  static func text(of path: FilePath, bytes: Int) -> String? {
    let text = lines(of: path, bytes: bytes).suffix(shownLines).joined(separator: "\n")
    return text.isEmpty ? nil : text
  }

  /// The first may be the rest of a line.
  static func lines(of path: FilePath, bytes: Int) -> [Substring] {
    let number = open(path.string, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard number >= 0 else { return [] }
    let file = OwnedDescriptor(owning: number)
    let end = lseek(file.number, 0, SEEK_END)
    var buffer = [UInt8](repeating: 0, count: bytes)
    let count = buffer.withUnsafeMutableBytes { pread(file.number, $0.baseAddress, $0.count, max(0, end - off_t(bytes))) }
    guard count > 0 else { return [] }
    let printable = buffer[..<count].filter { $0 == 10 || ($0 >= 32 && $0 != 127) }
    return String(decoding: printable, as: UTF8.self).split(separator: "\n")
  }
}
