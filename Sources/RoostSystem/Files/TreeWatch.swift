import CRoost
@preconcurrency import Dispatch
import Glibc
package import RoostModel
import Synchronization
package import SystemPackage

/// Tells that something changed in a directory or below it. What, is for the listener to look at: a queue of the kernel's
/// that ran over costs nothing.
package final class TreeWatch: Sendable {
  /// One element for any number of changes that nobody listened to meanwhile. Ends with ``end()``.
  package let changes: AsyncStream<Void>
  private let root: FilePath
  private let excluded: Set<String>
  private let queue: Int32
  private let source: any DispatchSourceRead

  private static let most = 50_000

  package init(_ root: FilePath, excluding excluded: Set<String>) throws(Problem) {
    let queue = roost_watch_create()
    guard queue >= 0 else { throw .system(Errno(rawValue: -queue), "watch \(root)") }
    let (changes, teller) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let source = DispatchSource.makeReadSource(fileDescriptor: queue, queue: DispatchQueue(label: "roost.tree-watch"))
    source.setEventHandler {
      TreeWatch.empty(queue)
      teller.yield()
    }
    source.setCancelHandler {
      close(queue)
      teller.finish()
    }
    source.activate()
    self.changes = changes
    self.root = root
    self.excluded = excluded
    self.queue = queue
    self.source = source
    do throws(Problem) { try refresh() } catch {
      source.cancel()
      throw error
    }
  }

  package func end() { source.cancel() }

  deinit { source.cancel() }

  /// Watches directories that came since. Blocking; called before the listener looks, so that nothing falls between.
  package func refresh() throws(Problem) {
    var pending = [root]
    var count = 0
    while let path = pending.popLast() {
      let directory = open(path.string, O_RDONLY | O_DIRECTORY | O_CLOEXEC | (path == root ? 0 : O_NOFOLLOW))
      guard directory >= 0 else {
        if path == root { throw .lastSystemCall("watch \(path)") }
        continue
      }
      defer { close(directory) }
      count += 1
      let number = roost_watch_add(queue, directory)
      if -number == ENOSPC || count > TreeWatch.most {
        throw Problem(
          .limitUnsupported, "\(root) has more directories than may be watched",
          hint: "allow more: sysctl fs.inotify.max_user_watches=524288")
      }
      guard number >= 0 || path != root else { throw .system(Errno(rawValue: -number), "watch \(path)") }
      for entry in DirectoryEntry.all(in: directory) ?? [] where !excluded.contains(entry.text) {
        var status = stat()
        let isDirectory =
          entry.withName({ fstatat(directory, $0, &status, AT_SYMLINK_NOFOLLOW) }) == 0 && status.st_mode & S_IFMT == S_IFDIR
        if isDirectory { pending.append(path.appending(entry.text)) }
      }
    }
  }

  private static func empty(_ queue: Int32) {
    withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 8) { buffer in
      while Glibc.read(queue, buffer.baseAddress, buffer.count) > 0 {}
    }
  }
}
