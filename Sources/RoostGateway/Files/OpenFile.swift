import Glibc
import NIOCore
import SystemPackage

/// A regular file opened for reading, closed when nobody has it any more. Sent from by one event loop at a time.
final class OpenFile: Sendable {
  let handle: NIOFileHandle
  let descriptor: SystemPackage.FileDescriptor
  let size: Int
  /// Seconds since 1970, and the rest in nanoseconds.
  let modified: Int
  private let modifiedNanoseconds: Int

  init(descriptor: SystemPackage.FileDescriptor, size: Int, modified: Int, modifiedNanoseconds: Int) {
    self.descriptor = descriptor
    handle = NIOFileHandle(_deprecatedTakingOwnershipOfDescriptor: descriptor.rawValue)
    self.size = size
    self.modified = modified
    self.modifiedNanoseconds = modifiedNanoseconds
  }

  deinit {
    // Closing a file that was only read has nothing to report.
    _ = try? handle.close()
  }

  /// Changes when the file does, and differs between the encodings of one.
  func tag(_ encoding: FileEncoding) -> String {
    let version = [modified, modifiedNanoseconds, size].map { String($0, radix: 16) }.joined(separator: "-")
    return "\"\(version)\(encoding.tagSuffix)\""
  }

  /// The whole, or as many bytes as `limit` says. Blocks. Throws when the file is shorter than it was.
  func contents(upTo limit: Int = .max) throws(Errno) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: min(size, limit))
    var filled = 0
    while filled < bytes.count {
      let wanted = bytes.count - filled
      let count = bytes.withUnsafeMutableBytes {
        pread(descriptor.rawValue, $0.baseAddress?.advanced(by: filled), wanted, off_t(filled))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw count < 0 ? Errno(rawValue: errno) : .ioError }
      filled += count
    }
    return bytes
  }
}
