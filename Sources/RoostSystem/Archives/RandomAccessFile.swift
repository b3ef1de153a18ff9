import Glibc
import RoostModel
import SystemPackage

/// A file read at stated positions. Blocking.
struct RandomAccessFile {
  let size: UInt64
  private let file: OwnedDescriptor

  init(_ path: FilePath) throws(Problem) {
    let number = open(path.string, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard number >= 0 else { throw Problem.lastSystemCall("open \(path)") }
    file = OwnedDescriptor(owning: number)
    var status = stat()
    guard fstat(number, &status) == 0, status.st_size >= 0 else { throw Problem.lastSystemCall("look at \(path)") }
    size = UInt64(status.st_size)
  }

  func bytes(at offset: UInt64, count: Int) throws(ZipFault) -> [UInt8] {
    guard count >= 0, offset <= size, UInt64(count) <= size - offset else { throw ZipFault("it points outside itself") }
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let position = off_t(offset) + off_t(filled)
      let got = retryingInterrupts {
        bytes.withUnsafeMutableBytes { pread(file.number, $0.baseAddress?.advanced(by: filled), count - filled, position) }
      }
      guard got > 0 else { throw ZipFault("it cannot be read") }
      filled += got
    }
    return bytes
  }
}
