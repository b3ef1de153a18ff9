import CRoost
@preconcurrency import Dispatch
import Glibc
package import RoostModel
package import SystemPackage

/// Tells that something changed directly in a directory: files made, written, renamed, removed. What, is for the listener to look at.
package final class DirectoryWatch: Sendable {
  /// One element for any number of changes that nobody listened to meanwhile. Ends with ``end()``.
  package let changes: AsyncStream<Void>
  private let source: any DispatchSourceRead

  /// The directory must exist.
  package init(_ path: FilePath) throws(Problem) {
    let queue = roost_watch_create()
    guard queue >= 0 else { throw .system(Errno(rawValue: -queue), "watch \(path)") }
    do throws(Problem) {
      try DirectoryWatch.add(path, to: queue)
    } catch {
      close(queue)
      throw error
    }
    let (changes, teller) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let source = DispatchSource.makeReadSource(fileDescriptor: queue, queue: DispatchQueue(label: "roost.watch"))
    source.setEventHandler {
      DirectoryWatch.empty(queue)
      teller.yield()
    }
    source.setCancelHandler {
      close(queue)
      teller.finish()
    }
    source.activate()
    self.changes = changes
    self.source = source
  }

  package func end() { source.cancel() }

  deinit { source.cancel() }

  private static func add(_ path: FilePath, to queue: Int32) throws(Problem) {
    let directory = open(path.string, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { throw .lastSystemCall("watch \(path)") }
    defer { close(directory) }
    let number = roost_watch_add(queue, directory)
    guard number >= 0 else { throw .system(Errno(rawValue: -number), "watch \(path)") }
  }

  private static func empty(_ queue: Int32) {
    withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 8) { buffer in
      while Glibc.read(queue, buffer.baseAddress, buffer.count) > 0 {}
    }
  }
}
