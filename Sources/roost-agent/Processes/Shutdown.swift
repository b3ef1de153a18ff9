import Glibc

/// The end of a sandbox: everybody is asked to go, then made to, then the agent itself goes and the kernel clears up.
final class Shutdown {
  /// How long SIGKILL may take; processes in the middle of disk access outlast it for a while.
  private static let killLimitNanoseconds: UInt64 = 5_000_000_000

  private let loop: EventLoop
  private let processes: Processes
  private let finish: () -> Void

  init(_ loop: EventLoop, _ processes: Processes, finish: @escaping () -> Void) {
    self.loop = loop
    self.processes = processes
    self.finish = finish
  }

  func begin(graceMilliseconds: UInt32) {
    processes.isClosing = true
    // To everybody in the sandbox but ourselves. Fails when there is nobody.
    kill(-1, SIGTERM)
    loop.after(nanoseconds: UInt64(graceMilliseconds) * 1_000_000) { [self] in insist() }
    if !processes.collect() { everybodyEnded() }
  }

  func everybodyEnded() { finish() }

  private func insist() {
    kill(-1, SIGKILL)
    loop.after(nanoseconds: Shutdown.killLimitNanoseconds) { [self] in
      processes.abandonRunning()
      finish()
    }
    if !processes.collect() { everybodyEnded() }
  }
}
