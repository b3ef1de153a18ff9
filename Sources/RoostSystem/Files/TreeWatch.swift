import Glibc
package import RoostModel
import SystemPackage

/// Tells that something changed in a directory or below it. Follows no link, and the directory itself wherever it is moved.
package final class TreeWatch: Sendable {
  /// Of what is left out of the watch: its path below the root, and whether it is a directory.
  package typealias Ignoring = @Sendable (_ path: String, _ isDirectory: Bool) -> Bool

  private let queue: WatchQueue
  private let root: OpenDirectory
  private let options: TreeCopyOptions

  /// One element for any number of changes that nobody listened to meanwhile. Ends with ``end()``.
  package var changes: AsyncStream<Void> { queue.changes }

  private static let most = 50_000
  /// As deep as what is copied.
  private static let depthLimit = 256

  /// Blocking.
  package init(_ root: OpenDirectory, options: TreeCopyOptions, ignoring: @escaping Ignoring = { _, _ in false }) throws(Problem)
  {
    queue = try WatchQueue(for: root.path)
    self.root = root
    self.options = options
    try refresh(ignoring)
  }

  package func end() { queue.end() }

  /// Watches directories that came since. Blocking; called before the listener looks, so that nothing falls between.
  package func refresh(_ ignoring: Ignoring = { _, _ in false }) throws(Problem) {
    var count = 0
    try add(root.descriptor.number, path: "", depth: 0, &count, ignoring)
  }

  private func add(_ directory: Int32, path: String, depth: Int, _ count: inout Int, _ ignoring: Ignoring) throws(Problem) {
    count += 1
    let refusal = queue.add(directory)
    if refusal == .noSpace || count > TreeWatch.most {
      throw Problem(
        .limitUnsupported, "\(root.path) has more directories than may be watched",
        hint: "allow more: sysctl fs.inotify.max_user_watches=524288")
    }
    if let refusal, depth == 0 { throw .system(refusal, "watch \(root.path)") }
    guard depth < TreeWatch.depthLimit, let entries = DirectoryEntry.all(in: directory) else { return }
    let excluded = options.excluded(among: entries)
    for entry in entries where !excluded.contains(entry.text) {
      let place = path.isEmpty ? entry.text : "\(path)/\(entry.text)"
      // What is no directory is not opened; what was one a moment ago is left out.
      let number = entry.withName { openat(directory, $0, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) }
      guard number >= 0 else { continue }
      let below = OwnedDescriptor(owning: number)
      if !ignoring(place, true) { try add(below.number, path: place, depth: depth + 1, &count, ignoring) }
    }
  }
}
