import CRoost
import Glibc
import RoostAgentProtocol

/// A client that follows what happens to a file, or to everything below a directory.
final class FileWatch: ClientChannel {
  /// Bytes of the kernel's records that are read at once.
  private static let portion = 16 << 10

  private let channel: UInt32
  private unowned let client: Client
  private let loop: EventLoop
  private let target: WatchTarget
  private let source: Descriptor
  /// Nil when one file is watched.
  private var tree: DirectoryTree?
  /// The directory it is in; nil when that is not ours to watch.
  private var above: Int32?
  private var watch: Watch?
  private var queue = ChangeQueue()
  /// Bytes that the client can take.
  private var credit: UInt64
  private var isLooking = false
  private var hasBegun = false
  /// What was watched is gone; what waits is still sent.
  private var isGone = false
  private var isOver = false

  init(_ path: String, credit: UInt32, for client: Client, on channel: UInt32, _ loop: EventLoop) throws(SystemFailure) {
    self.channel = channel
    self.client = client
    self.loop = loop
    self.credit = UInt64(credit)
    target = try WatchTarget(path)
    source = try Descriptor(checking: roost_watch_create())
    // Before what is in it, so that its end is not missed.
    if let parent = try? target.openParent() { above = try? DirectoryTree.watch(parent, by: source) }
    if target.isDirectory { tree = try DirectoryTree(target, source) } else if above == nil { throw SystemFailure(EACCES) }
    watch = try loop.watch(source) { [unowned self] _ in receive() }
  }

  /// Begins; the first answer comes when nothing is missed any more.
  func begin() {
    look()
    pump()
  }

  // MARK: The client

  func add(credit more: UInt32) {
    let (sum, overflows) = credit.addingReportingOverflow(UInt64(more))
    credit = overflows ? .max : sum
    pump()
  }

  func pump() {
    while hasBegun, !isOver, credit > 0, !queue.isEmpty, client.hasRoom {
      let records = queue.take(upTo: credit)
      credit -= min(credit, UInt64(records.reduce(0) { $0 + $1.length }))
      client.send(.changes(records), on: channel)
    }
    guard hasBegun, !isOver, isGone, queue.isEmpty else { return }
    client.send(.end(offset: 0), on: channel)
    cancel()
  }

  func cancel() {
    isOver = true
    watch?.cancel()
    client.forget(channel)
  }

  private func fail(_ failure: SystemFailure) {
    if isOver { return }
    client.send(.failed(errno: failure.errno), on: channel)
    cancel()
  }

  // MARK: The kernel

  private func receive() {
    do throws(SystemFailure) {
      for record in RawChange.records(in: try source.read(FileWatch.portion)) where !isGone { try take(record) }
    } catch {
      return error.errno == EAGAIN ? () : fail(error)
    }
    look()
    pump()
  }

  private func take(_ record: RawChange) throws(SystemFailure) {
    if record.holds(IN_Q_OVERFLOW) {
      queue.overflow()
      tree?.lookAgain()
    } else if record.number == above {
      takeFromAbove(record)
    } else if let directory = tree?.directory(record.number) {
      try take(record, in: directory)
    }
  }

  private func takeFromAbove(_ record: RawChange) {
    guard record.name == Array(target.name.utf8) else { return }
    if tree == nil {
      if let kind = FileWatch.kind(of: record) { queue.add(ChangeRecord(kind, target.told(""))) }
    } else if record.holds(IN_DELETE, IN_MOVED_FROM) {
      end()
    }
  }

  private func take(_ record: RawChange, in directory: WatchedDirectory) throws(SystemFailure) {
    if record.name.isEmpty {
      let isGone = record.holds(IN_DELETE_SELF, IN_MOVE_SELF, IN_UNMOUNT, IN_IGNORED)
      if isGone, tree?.isRoot(directory) == true { end() }
      return
    }
    guard let kind = FileWatch.kind(of: record) else { return }
    guard let name = String(validating: record.name, as: UTF8.self) else {
      // What is no text cannot be told; where it is can.
      return queue.add(ChangeRecord(.changed, target.told(directory.path)))
    }
    queue.add(ChangeRecord(kind, target.told(directory.path.isEmpty ? name : "\(directory.path)/\(name)")))
    guard record.isAboutDirectory else { return }
    switch kind {
    case .created: try tree?.came(name, in: directory)
    case .removed: if let child = directory.children[name] { tree?.went(child) }
    case .changed, .overflow: return
    }
  }

  private func end() {
    isGone = true
    queue.add(ChangeRecord(.removed, target.told("")))
  }

  private static func kind(of record: RawChange) -> ChangeRecord.Kind? {
    if record.holds(IN_CREATE, IN_MOVED_TO) { return .created }
    if record.holds(IN_DELETE, IN_MOVED_FROM) { return .removed }
    return record.holds(IN_MODIFY, IN_CLOSE_WRITE, IN_ATTRIB) ? .changed : nil
  }

  // MARK: Looking

  /// Looks at what is new, some of it at a time.
  private func look() {
    if isLooking || isOver || isGone { return }
    do throws(SystemFailure) {
      try tree?.look { queue.add(ChangeRecord(.created, target.told($0))) }
    } catch {
      return fail(error)
    }
    guard tree?.isComplete ?? true else {
      isLooking = true
      loop.after(nanoseconds: 0) { [weak self] in self?.lookOn() }
      return
    }
    if hasBegun { return }
    hasBegun = true
    client.send(.done, on: channel)
  }

  private func lookOn() {
    isLooking = false
    look()
    pump()
  }
}
