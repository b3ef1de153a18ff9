import Glibc
import NIOCore
import NIOPosix
import SystemPackage

/// A part of a file on its way to a client, a piece at a time. Holds the file open for as long as somebody holds this.
///
/// Lives on one event loop.
final class FilePieces {
  private let file: OpenFile
  private var offset: Int
  private let end: Int
  /// What the response's end means for the connection.
  let continues: Bool
  private(set) var isBusy = false

  /// Of what is read into memory: for one client no more than this at a time, beside what its connection holds.
  private static let readLength = 65_536
  /// Of what the kernel copies: how far a client must get within the time a stalled one has.
  private static let regionLength = 1 << 20

  init(_ file: OpenFile, from: Int, count: Int, continues: Bool) {
    self.file = file
    offset = from
    end = from + count
    self.continues = continues
  }

  var isEmpty: Bool { offset >= end }

  /// The next piece for the kernel to copy. The client has it when ``passed()`` is called.
  func region() -> FileRegion {
    isBusy = true
    let start = offset
    offset = min(end, offset + FilePieces.regionLength)
    return FileRegion(fileHandle: file.handle, readerIndex: start, endIndex: offset)
  }

  func passed() { isBusy = false }

  /// Reads the next piece away from the event loop, and calls `then` there. A file that became shorter meanwhile is a failure.
  func read(_ threads: NIOThreadPool, on eventLoop: any EventLoop, then: @escaping (Result<ByteBuffer, any Error>) -> Void) {
    isBusy = true
    let start = offset
    let length = min(end - offset, FilePieces.readLength)
    offset += length
    let descriptor = file.descriptor.rawValue
    threads.runIfActive(eventLoop: eventLoop) { try FilePieces.bytes(descriptor, start, length) }
      .assumeIsolated().whenComplete { result in
        self.passed()
        then(result)
      }
  }

  private static func bytes(_ descriptor: CInt, _ start: Int, _ length: Int) throws -> ByteBuffer {
    var buffer = ByteBufferAllocator().buffer(capacity: length)
    while buffer.readableBytes < length {
      let done = buffer.readableBytes
      let count = try buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: length - done) { place in
        let count = pread(descriptor, place.baseAddress, length - done, off_t(start + done))
        guard count > 0 || (count < 0 && errno == EINTR) else {
          throw IOError(errnoCode: count == 0 ? EIO : errno, reason: "read a file")
        }
        return max(0, count)
      }
      if count == 0 { continue }
    }
    return buffer
  }
}
