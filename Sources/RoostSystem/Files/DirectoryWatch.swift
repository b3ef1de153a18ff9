package import RoostModel
package import SystemPackage

/// Tells that something changed directly in a directory: files made, written, renamed, removed. What, is for the listener to look at.
package final class DirectoryWatch: Sendable {
  private let queue: WatchQueue
  /// One element for any number of changes that nobody listened to meanwhile. Ends with ``end()``.
  package var changes: AsyncStream<Void> { queue.changes }

  /// The directory must exist.
  package init(_ path: FilePath) throws(Problem) {
    let directory = try OpenDirectory(path, to: "watch")
    queue = try WatchQueue(for: path)
    if let refusal = queue.add(directory.descriptor.number) { throw .system(refusal, "watch \(path)") }
  }

  package func end() { queue.end() }
}
