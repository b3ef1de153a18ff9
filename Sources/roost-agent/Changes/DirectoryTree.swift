import CRoost
import Glibc
import RoostAgentProtocol

/// The directories below one, each watched by the kernel; looks for new ones a few at a time, so that nobody else waits.
///
/// No symbolic link is followed. What the environment's user may not read, and what is the kernel's own, is left out.
final class DirectoryTree {
  /// Each costs the kernel a kilobyte that cannot be swapped out.
  private static let mostDirectories = 20_000
  /// Names that are looked at before others have their turn.
  private static let portion = 2000
  private static let mostNames = 200_000

  private let target: WatchTarget
  private let source: Descriptor
  private let root: WatchedDirectory
  private var known: [Int32: WatchedDirectory]
  /// Directories to be looked at.
  private var due: [WatchedDirectory]

  init(_ target: WatchTarget, _ source: Descriptor) throws(SystemFailure) {
    self.target = target
    self.source = source
    root = WatchedDirectory(try DirectoryTree.watch(try target.open(), by: source), isNew: false)
    known = [root.number: root]
    due = [root]
    root.isDue = true
  }

  var isComplete: Bool { due.isEmpty }

  func directory(_ number: Int32) -> WatchedDirectory? { known[number] }

  func isRoot(_ directory: WatchedDirectory) -> Bool { directory === root }

  // MARK: Changes

  func came(_ name: String, in parent: WatchedDirectory) throws(SystemFailure) {
    let place = try ifThere { () throws(SystemFailure) in try open(parent) }
    if let place { try adopt(name, in: parent, at: place, isNew: true) }
  }

  func went(_ directory: WatchedDirectory) {
    directory.leave()
    var rest = [directory]
    while let next = rest.popLast() {
      known[next.number] = nil
      next.isDue = false
      // It has forgotten those that are gone already.
      _ = roost_watch_remove(source.number, next.number)
      rest += next.children.values
    }
  }

  /// Something was not told: every directory is looked at again.
  func lookAgain() {
    for directory in known.values where !directory.isDue { plan(directory) }
  }

  private func plan(_ directory: WatchedDirectory) {
    directory.isDue = true
    due.append(directory)
  }

  // MARK: Looking

  /// Looks at some directories; `found` is told what is in new ones.
  func look(_ found: (String) -> Void) throws(SystemFailure) {
    var room = DirectoryTree.portion
    while room > 0, let next = due.popLast() {
      guard next.isDue else { continue }
      next.isDue = false
      room -= 1 + (try look(at: next, found))
    }
  }

  private func look(at directory: WatchedDirectory, _ found: (String) -> Void) throws(SystemFailure) -> Int {
    let isNew = directory.isNew
    directory.isNew = false
    let place = try ifThere { () throws(SystemFailure) in try open(directory) }
    guard let place, let listing = try ifThere({ () throws(SystemFailure) in try Listing.open(place) }) else { return 0 }
    defer { closedir(listing) }
    var count = 0
    while let (name, kind) = Listing.nextKind(in: listing) {
      count += 1
      guard count <= DirectoryTree.mostNames else { throw SystemFailure(EFBIG) }
      if isNew { found(directory.path.isEmpty ? name : "\(directory.path)/\(name)") }
      if kind == .directory || kind == .unknown { try adopt(name, in: directory, at: place, isNew: isNew) }
    }
    return count
  }

  private func adopt(
    _ name: String, in parent: WatchedDirectory, at place: Descriptor, isNew: Bool
  ) throws(SystemFailure) {
    let number = try ifThere { () throws(SystemFailure) in
      try DirectoryTree.watch(
        try Descriptor(checking: roost_open(place.number, name, DirectoryTree.openFlags, 0, ROOST_BENEATH)), by: source)
    }
    guard let number else { return }
    if let old = parent.children[name], old.number != number { went(old) }
    let directory = known[number] ?? WatchedDirectory(number, isNew: isNew)
    if directory.contains(parent) { return }
    if isNew { directory.isNew = true }
    let isKnown = known.updateValue(directory, forKey: number) != nil
    guard known.count <= DirectoryTree.mostDirectories else { throw SystemFailure(EFBIG) }
    parent.take(directory, as: name)
    if !directory.isDue, isNew || !isKnown { plan(directory) }
  }

  // MARK: Opening

  private static let openFlags = ROOST_O_PATH | O_DIRECTORY | O_NOFOLLOW

  /// ENOENT when another directory is there now.
  private func open(_ directory: WatchedDirectory) throws(SystemFailure) -> Descriptor {
    let top = try target.open()
    if directory === root { return try checked(top, directory) }
    let number = roost_open(top.number, directory.path, DirectoryTree.openFlags, 0, ROOST_BENEATH)
    return try checked(try Descriptor(checking: number), directory)
  }

  private func checked(_ place: Descriptor, _ directory: WatchedDirectory) throws(SystemFailure) -> Descriptor {
    let number = try DirectoryTree.watch(place, by: source)
    if number == directory.number { return place }
    if known[number] == nil { _ = roost_watch_remove(source.number, number) }
    throw SystemFailure(ENOENT)
  }

  /// The number that what is told of an open directory carries.
  static func watch(_ place: Descriptor, by source: Descriptor) throws(SystemFailure) -> Int32 {
    try SystemFailure.check(roost_watch_add(source.number, place.number))
  }

  /// Nil for what went meanwhile, or is not ours to watch.
  private func ifThere<Value>(_ body: () throws(SystemFailure) -> Value) throws(SystemFailure) -> Value? {
    do throws(SystemFailure) {
      return try body()
    } catch {
      switch error.errno {
      case ENOENT, ENOTDIR, ELOOP, EACCES, EPERM, EXDEV, ENODEV, ESTALE: return nil
      default: throw error
      }
    }
  }
}
