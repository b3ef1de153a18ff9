import CRoost
@preconcurrency import Dispatch
import Glibc
import RoostModel
import SystemPackage

/// The kernel's queue of changes in directories. What changed, is for the listener to look at: a queue that ran over costs
/// nothing.
final class WatchQueue: Sendable {
  /// One element for any number of changes that nobody listened to meanwhile. Ends with ``end()``.
  let changes: AsyncStream<Void>
  private let number: Int32
  private let source: any DispatchSourceRead

  init(for path: FilePath) throws(Problem) {
    let queue = roost_watch_create()
    guard queue >= 0 else { throw .system(Errno(rawValue: -queue), "watch \(path)") }
    let (changes, teller) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    source = DispatchSource.makeReadSource(fileDescriptor: queue, queue: DispatchQueue(label: "roost.watch"))
    source.setEventHandler {
      WatchQueue.empty(queue)
      teller.yield()
    }
    source.setCancelHandler {
      close(queue)
      teller.finish()
    }
    source.activate()
    self.changes = changes
    number = queue
  }

  func end() { source.cancel() }

  deinit { source.cancel() }

  /// What the kernel answers when it does not watch it.
  func add(_ directory: Int32) -> Errno? {
    let added = roost_watch_add(number, directory)
    return added < 0 ? Errno(rawValue: -added) : nil
  }

  private static func empty(_ queue: Int32) {
    withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 8) { buffer in
      while Glibc.read(queue, buffer.baseAddress, buffer.count) > 0 {}
    }
  }
}
