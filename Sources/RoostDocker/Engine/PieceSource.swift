import NIOCore
import RoostModel
import RoostSystem
import Synchronization

/// A stream of bytes that is made piece by piece by something that blocks. To be read once, by one reader.
final class PieceSource: AsyncSequence, Sendable {
  typealias Element = ByteBuffer

  /// Bytes in all; nil when nobody knows beforehand.
  let length: Int64?
  private let make: @Sendable () throws(Problem) -> [UInt8]?
  private let failure = Mutex<Problem?>(nil)

  /// - Parameter make: the next piece, nil at the end. Blocking; called by one thread at a time.
  init(length: Int64? = nil, _ make: @escaping @Sendable () throws(Problem) -> [UInt8]?) {
    self.length = length
    self.make = make
  }

  struct AsyncIterator: AsyncIteratorProtocol {
    let source: PieceSource

    mutating func next() async throws -> ByteBuffer? {
      let source = source
      do throws(Problem) {
        return try await BlockingWork.run { () throws(Problem) in try source.make().map { ByteBuffer(bytes: $0) } }
      } catch {
        source.failure.withLock { $0 = error }
        throw error
      }
    }
  }

  func makeAsyncIterator() -> AsyncIterator { AsyncIterator(source: self) }

  /// Why it ended too early. The engine's own words about that say less.
  var problem: Problem? { failure.withLock { $0 } }
}
