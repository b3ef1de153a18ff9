import Glibc
package import RoostModel
package import SystemPackage

/// An exclusive lock on a file, held until it is released, dropped, or its process dies. Works between processes and
/// between tasks of one process. The file holds the holder's process number and is never deleted.
package final class FileLock: Sendable {
  package let path: FilePath
  private let file: OwnedDescriptor

  private init(path: FilePath, file: OwnedDescriptor) {
    self.path = path
    self.file = file
  }

  /// Waits at most `limit`, looking again at growing intervals, so no thread is held. Past it: `lock.held`, naming the holder.
  /// `waiting` is called once, with the holder, when the lock is not free at once.
  package static func acquire(
    _ path: FilePath, within limit: Duration, clock: any Clock<Duration> = ContinuousClock(),
    waiting: @Sendable (Int32?) -> Void = { _ in }
  ) async throws(Problem) -> FileLock {
    if let lock = try acquireNow(path) { return lock }
    waiting(holder(of: path))
    var waited = Duration.zero
    var pause = Duration.milliseconds(20)
    while waited < limit {
      do { try await clock.sleep(for: pause) } catch { throw Problem.unexpected(error, during: "waiting for \(path)") }
      waited += pause
      if let lock = try acquireNow(path) { return lock }
      pause = min(pause * 2, .milliseconds(200))
    }
    throw held(path)
  }

  /// The lock when it is free, `nil` when somebody has it.
  package static func acquireNow(_ path: FilePath) throws(Problem) -> FileLock? {
    let number = open(path.string, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard number >= 0 else { throw Problem.lastSystemCall("open the lock \(path)") }
    let file = OwnedDescriptor(owning: number)
    guard retryingInterrupts({ flock(number, LOCK_EX | LOCK_NB) }) == 0 else {
      if errno == EWOULDBLOCK { return nil }
      throw Problem.lastSystemCall("lock \(path)")
    }
    do throws(Problem) {
      try AtomicFile.writeAll(Array("\(getpid())\n".utf8), to: number, path: path)
    } catch {
      // The number is for messages; on a full disk a lock must still be had, or nothing could be removed.
      guard error.code == .diskFull else { throw error }
    }
    return FileLock(path: path, file: file)
  }

  /// The process that took the lock last, as the file says.
  package static func holder(of path: FilePath) -> Int32? {
    guard let bytes = try? SmallFile.read(path, limit: 64) else { return nil }
    return Int32(String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
  }

  package func release() { flock(file.number, LOCK_UN) }

  private static func held(_ path: FilePath) -> Problem {
    let who = holder(of: path).map { "process \($0)" } ?? "another process"
    let hint =
      holder(of: path).map { "wait for it, or look what it does: ps -fp \($0)" } ?? "wait for it, then run the command again"
    return Problem(.lockHeld, "\(who) holds \(path)", hint: hint)
  }
}
