import Glibc
import RoostModel

extension TreeWalk.Node {
  /// What a symbolic link holds.
  func linkTarget() throws(Problem) -> [UInt8] {
    var text = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = withName { readlinkat(parent, $0, &text, text.count) }
    guard count >= 0 else { throw Problem.lastSystemCall("read the link \(path)") }
    return text.prefix(count).map { UInt8(bitPattern: $0) }
  }

  func openFile() throws(Problem) -> OwnedDescriptor {
    let number = withName { openat(parent, $0, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) }
    guard number >= 0 else { throw Problem.lastSystemCall("open \(path)") }
    return OwnedDescriptor(owning: number)
  }

  /// How many of the next bytes were put into the buffer; 0 at the end.
  func read(_ file: OwnedDescriptor, into buffer: inout [UInt8], atMost limit: UInt64) throws(Problem) -> Int {
    let wanted = Int(min(limit, UInt64(buffer.count)))
    let count = retryingInterrupts { buffer.withUnsafeMutableBytes { Glibc.read(file.number, $0.baseAddress, wanted) } }
    guard count >= 0 else { throw Problem.lastSystemCall("read \(path)") }
    return count
  }
}
