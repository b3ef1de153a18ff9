import RoostSystem
import SystemPackage
import Testing

/// A process that holds a lock as dpkg does.
enum LockHolderProcess {
  private static let script = """
    import fcntl, os, sys, time
    f = open(sys.argv[1], 'w')
    fcntl.lockf(f, fcntl.LOCK_EX)
    print(os.getpid(), flush=True)
    time.sleep(100)
    """

  /// Runs `body` with its process number while the lock is held.
  static func holding(_ file: FilePath, _ body: @Sendable (Int32) async throws -> Void) async throws {
    let (lines, continuation) = AsyncStream.makeStream(of: String.self)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        _ = try? await ExternalCommand("python3", ["-c", script, file.string]).run { continuation.yield($0) }
        continuation.finish()
      }
      var iterator = lines.makeAsyncIterator()
      let pid = try #require(await iterator.next().flatMap { Int32($0) })
      try await body(pid)
      group.cancelAll()
    }
  }
}
