import Crypto
import Glibc
package import RoostModel

/// A part of an open file, read by position: several may be read at the same time. Blocking.
package struct FileSection: Sendable {
  private let file: OwnedDescriptor
  private let offset: UInt64
  private let count: UInt64

  package init(file: OwnedDescriptor, offset: UInt64, count: UInt64) {
    self.file = file
    self.offset = offset
    self.count = count
  }

  /// All of it, which has to be little.
  package func bytes() throws(Problem) -> [UInt8] {
    var bytes: [UInt8] = []
    try read { (piece) throws(Problem) in bytes += piece }
    return bytes
  }

  /// SHA-256 in hexadecimal. `progress` is told of bytes as they are read.
  package func sha256(_ progress: (Int) -> Void = { _ in }) throws(Problem) -> String {
    var hash = SHA256()
    try read { (piece) throws(Problem) in
      hash.update(bufferPointer: piece)
      progress(piece.count)
    }
    return FileSection.hexadecimal(hash)
  }

  /// Sends it to a command. Answers with the SHA-256 of what was sent.
  func send(to socket: StreamSocket) throws(Problem) -> String {
    var hash = SHA256()
    try read { (piece) throws(Problem) in
      hash.update(bufferPointer: piece)
      try socket.send(piece)
    }
    return FileSection.hexadecimal(hash)
  }

  /// Gives it out piece by piece. A file that ends before is `bundle.invalid`.
  package func read(_ body: (UnsafeRawBufferPointer) throws(Problem) -> Void) throws(Problem) {
    var buffer = [UInt8](repeating: 0, count: Int(min(count, 256 << 10)))
    var done: UInt64 = 0
    while done < count {
      let wanted = Int(min(UInt64(buffer.count), count - done))
      let position = off_t(offset + done)
      let got = retryingInterrupts { buffer.withUnsafeMutableBytes { pread(file.number, $0.baseAddress, wanted, position) } }
      guard got >= 0 else { throw Problem.lastSystemCall("read a bundle") }
      guard got > 0 else { throw TarFault("it ends too early").problem }
      let result = buffer.withUnsafeBytes { raw in
        Result<Void, Problem> { () throws(Problem) in try body(UnsafeRawBufferPointer(rebasing: raw[..<got])) }
      }
      try result.get()
      done += UInt64(got)
    }
  }

  static func hexadecimal(_ hash: SHA256) -> String {
    hash.finalize().map { String(Int($0) + 0x100, radix: 16).dropFirst() }.joined()
  }
}
