import Glibc
import Logging
import NIOPosix
import RoostModel
import Synchronization
import SystemPackage

/// The access logs of all apps: event loops put lines into a bounded store, one thread at a time writes them to disk.
/// Where the disk does not keep up, lines are dropped, and the log itself says how many.
final class AccessLog: Sendable {
  private struct State {
    var lines: [AppName: [UInt8]] = [:]
    var bytes = 0
    var dropped: [AppName: Int] = [:]
    var forgotten: [AppName] = []
    /// A thread is, or is about to.
    var isWriting = false
    var hasFailed = false
    var followers: [Int: Follower] = [:]
    var nextFollower = 0

    mutating func takeTurn() -> Bool {
      defer { isWriting = true }
      return !isWriting
    }
  }

  private struct Follower {
    let app: AppName
    let lines: AsyncStream<[UInt8]>.Continuation
  }

  /// Bytes that wait to be written, of all apps.
  static let capacity = 4 << 20
  private static let worthWriting = 64 << 10
  private static let followedBatches = 16
  /// Bytes that are read back at most.
  private static let readable = 4 << 20

  private let directory: FilePath
  private let threads: NIOThreadPool
  private let logger: Logger
  private let state = Mutex(State())
  /// Held while files are written or read, so that a reader who stays misses nothing and sees nothing twice.
  private let files = Mutex<Void>(())
  private let droppedLines = Atomic<Int>(0)

  init(directory: FilePath, threads: NIOThreadPool, logger: Logger) {
    self.directory = directory
    self.threads = threads
    self.logger = logger
  }

  var dropped: Int { droppedLines.load(ordering: .relaxed) }

  func add(_ line: [UInt8], of app: AppName) {
    let isWorthWriting = state.withLock { state in
      guard state.bytes + line.count <= AccessLog.capacity else {
        state.dropped[app, default: 0] += 1
        droppedLines.add(1, ordering: .relaxed)
        return false
      }
      state.lines[app, default: []] += line
      state.bytes += line.count
      return state.bytes >= AccessLog.worthWriting && state.takeTurn()
    }
    if isWorthWriting { startWriting() }
  }

  /// Called now and then: what waits is written.
  func tick() {
    if state.withLock({ ($0.bytes > 0 || !$0.dropped.isEmpty || !$0.forgotten.isEmpty) && $0.takeTurn() }) { startWriting() }
  }

  /// The app is gone, and its log with it.
  func forget(_ app: AppName) {
    state.withLock { state in
      state.bytes -= state.lines.removeValue(forKey: app)?.count ?? 0
      state.dropped[app] = nil
      state.forgotten.append(app)
    }
    startWriting()
  }

  private func startWriting() {
    threads.submit { [self] condition in
      guard condition == .active else { return state.withLock { $0.isWriting = false } }
      write()
    }
  }

  /// Blocks: for a thread that may. At its end all is written that was there at its beginning, whoever else writes.
  func write() {
    files.withLock { _ in
      let batch = begin()
      for app in batch.forgotten { file(of: app).remove() }
      for (app, lines) in batch.lines { write(lines, of: app) }
      state.withLock { $0.isWriting = false }
    }
  }

  private func begin() -> (lines: [AppName: [UInt8]], forgotten: [AppName]) {
    state.withLock { state in
      var lines = state.lines
      for (app, count) in state.dropped { lines[app, default: []] += AccessLog.note(ofDropped: count) }
      let forgotten = state.forgotten
      state.lines = [:]
      state.bytes = 0
      state.dropped = [:]
      state.forgotten = []
      return (lines, forgotten)
    }
  }

  private static func note(ofDropped count: Int) -> [UInt8] {
    var line = AccessLine()
    line.add("time", LogInstant.now())
    line.add("dropped", count)
    line.end()
    return line.bytes
  }

  private func write(_ lines: [UInt8], of app: AppName) {
    do throws(Errno) {
      do throws(Errno) {
        try file(of: app).append(lines)
      } catch {
        guard error == .noSuchFileOrDirectory else { throw error }
        try makeDirectory()
        try file(of: app).append(lines)
      }
      state.withLock { $0.hasFailed = false }
    } catch {
      failed(error, count: lines.count { $0 == UInt8(ascii: "\n") })
    }
    let followers = state.withLock { $0.followers.values.filter { $0.app == app } }
    for follower in followers { follower.lines.yield(lines) }
  }

  /// Told once, until writing goes well again.
  private func failed(_ error: Errno, count: Int) {
    droppedLines.add(count, ordering: .relaxed)
    let isFirst = state.withLock { state in
      defer { state.hasFailed = true }
      return !state.hasFailed
    }
    if isFirst { logger.warning("access log cannot be written", metadata: ["path": "\(directory)", "error": "\(error)"]) }
  }

  private func makeDirectory() throws(Errno) {
    for path in [directory.removingLastComponent(), directory] where mkdir(path.string, 0o700) != 0 && errno != EEXIST {
      throw Errno(rawValue: errno)
    }
  }

  private func file(of app: AppName) -> AccessLogFile { AccessLogFile(path: directory.appending("\(app).log")) }

  // MARK: Reading

  /// What is kept, as one part, and with `follows` what comes from then on; a reader that does not keep up loses the oldest
  /// of that.
  func read(_ app: AppName, tail: Int?, follows: Bool) async throws -> AsyncStream<[UInt8]> {
    try await threads.runIfActive { [self] in
      write()
      return try files.withLock { _ in
        let kept = AccessLog.last(tail, of: try file(of: app).newest(AccessLog.readable))
        return follows
          ? follow(app, after: kept)
          : AsyncStream { stream in
            stream.yield(kept)
            stream.finish()
          }
      }
    }
  }

  /// The last lines of whole ones.
  private static func last(_ count: Int?, of lines: [UInt8]) -> [UInt8] {
    guard let count else { return lines }
    let ends = lines.indices.filter { lines[$0] == UInt8(ascii: "\n") }
    guard ends.count > count else { return lines }
    return Array(lines[(ends[ends.count - count - 1] + 1)...])
  }

  private func follow(_ app: AppName, after kept: [UInt8]) -> AsyncStream<[UInt8]> {
    let (stream, continuation) = AsyncStream<[UInt8]>.makeStream(bufferingPolicy: .bufferingNewest(AccessLog.followedBatches))
    continuation.yield(kept)
    let number = state.withLock { state in
      state.nextFollower += 1
      state.followers[state.nextFollower] = Follower(app: app, lines: continuation)
      return state.nextFollower
    }
    continuation.onTermination = { [weak self] _ in self?.state.withLock { $0.followers[number] = nil } }
    return stream
  }

  /// Writes what is left, and tells followers that this was all. The threads still run.
  func end() async {
    do {
      try await threads.runIfActive { [self] in write() }
    } catch {
      logger.debug("gateway shutdown", metadata: ["error": "\(error)"])
    }
    let followers = state.withLock { state in
      defer { state.followers = [:] }
      return state.followers.values.map(\.lines)
    }
    for follower in followers { follower.finish() }
  }
}
