import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// A plain file of this machine, open for reading. No link is followed. Blocking.
struct HostFile: Sendable {
  private let descriptor: OwnedDescriptor
  private let path: FilePath
  /// When it was opened, in bytes.
  let size: UInt64
  /// Permission bits.
  let mode: UInt16

  init(_ path: FilePath) throws(Problem) {
    let number = open(path.string, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard number >= 0 else { throw Problem.lastSystemCall("open \(path)") }
    descriptor = OwnedDescriptor(owning: number)
    self.path = path
    var status = stat()
    guard fstat(number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw Problem(.usageInvalid, "\(path) is not a plain file", hint: "copy files, directories and links only")
    }
    size = UInt64(max(0, status.st_size))
    mode = UInt16(status.st_mode & 0o777)
  }

  /// Fewer bytes only at the end.
  func read(from offset: UInt64, limit: Int) throws(Problem) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: limit)
    var filled = 0
    while filled < limit {
      let room = limit - filled
      let place = off_t(offset) + off_t(filled)
      let count = bytes.withUnsafeMutableBytes { pread(descriptor.number, $0.baseAddress?.advanced(by: filled), room, place) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw Problem.lastSystemCall("read \(path)") }
      if count == 0 { break }
      filled += count
    }
    return Array(bytes.prefix(filled))
  }
}
