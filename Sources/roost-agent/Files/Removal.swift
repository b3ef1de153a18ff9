import CRoost
import Glibc

/// Takes away a file, or a directory with all that is in it, some at a time so that nobody else waits for it.
final class Removal {
  private static let maximumDepth = 256
  private static let portion = 256
  private static let maximumNames = 1_000_000

  private struct Level {
    var directory: Descriptor
    var names: [String]
    /// Of the directory, in the one above.
    var name: String
  }

  private let loop: EventLoop
  private let top: Descriptor
  private let done: (Int32) -> Void
  private var levels: [Level] = []

  /// Begins; `done` is called once, with 0 or why not all is gone.
  static func begin(_ loop: EventLoop, _ path: String, recursive: Bool, done: @escaping (Int32) -> Void) throws(SystemFailure) {
    let path = try FileAccess.checked(path)
    let (parent, name) = try FileAccess.open(parentOf: "/" + path.relative)
    if unlinkat(parent.number, name, 0) == 0 { return done(0) }
    guard errno == EISDIR else { throw .last }
    if unlinkat(parent.number, name, AT_REMOVEDIR) == 0 { return done(0) }
    guard errno == ENOTEMPTY, recursive else { throw .last }
    let removal = Removal(loop, parent, done)
    try removal.enter(name, in: parent)
    removal.goOn()
  }

  private init(_ loop: EventLoop, _ top: Descriptor, _ done: @escaping (Int32) -> Void) {
    self.loop = loop
    self.top = top
    self.done = done
  }

  private func enter(_ name: String, in parent: Descriptor) throws(SystemFailure) {
    guard levels.count < Removal.maximumDepth else { throw SystemFailure(ELOOP) }
    let directory = try Descriptor.open(in: parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
    levels.append(
      Level(directory: directory, names: try Listing.names(in: directory, limit: Removal.maximumNames), name: name))
  }

  private func goOn() {
    do throws(SystemFailure) {
      for _ in 0..<Removal.portion where !levels.isEmpty { try step() }
    } catch {
      return done(error.errno)
    }
    if levels.isEmpty { done(0) } else { loop.after(nanoseconds: 0) { [self] in goOn() } }
  }

  private func step() throws(SystemFailure) {
    let last = levels.count - 1
    let directory = levels[last].directory
    guard let name = levels[last].names.popLast() else { return try leave() }
    if unlinkat(directory.number, name, 0) == 0 || errno == ENOENT { return }
    guard errno == EISDIR else { throw .last }
    try enter(name, in: directory)
  }

  private func leave() throws(SystemFailure) {
    let level = levels.removeLast()
    let parent = levels.last?.directory ?? top
    if unlinkat(parent.number, level.name, AT_REMOVEDIR) == 0 || errno == ENOENT { return }
    throw .last
  }
}
