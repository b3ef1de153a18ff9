import Glibc

/// The end of an environment: everybody is asked to go, then made to, then the agent itself goes and the kernel clears up.
final class Shutdown {
  /// How long SIGKILL may take; processes in the middle of disk access outlast it for a while.
  private static let killLimitNanoseconds: UInt64 = 5_000_000_000
  /// Between two looks for who was born while the others were killed.
  private static let pauseNanoseconds: UInt64 = 5_000_000

  private let loop: EventLoop
  private let processes: Processes
  private let inhabitants: Inhabitants
  private let finish: () -> Void

  init(_ loop: EventLoop, _ processes: Processes, _ inhabitants: Inhabitants, finish: @escaping () -> Void) {
    self.loop = loop
    self.processes = processes
    self.inhabitants = inhabitants
    self.finish = finish
  }

  func begin(graceMilliseconds: UInt32) {
    processes.isClosing = true
    inhabitants.send(SIGTERM)
    loop.after(nanoseconds: UInt64(graceMilliseconds) * 1_000_000) { [self] in
      insist(until: Clock.monotonic + Shutdown.killLimitNanoseconds)
    }
    look()
  }

  /// Ends it all when nobody is left.
  func look() {
    if !processes.collect() || inhabitants.areGone { finish() }
  }

  private func insist(until deadline: UInt64) {
    inhabitants.send(SIGKILL)
    look()
    guard Clock.monotonic < deadline else {
      processes.abandonRunning()
      return finish()
    }
    loop.after(nanoseconds: Shutdown.pauseNanoseconds) { [self] in insist(until: deadline) }
  }
}
