import ArgumentParser
import Glibc
import RoostModel
import Synchronization

/// What Ctrl-C, SIGTERM and a terminal that is closed mean while a package manager works: it is never ended half-way. The
/// runtime at work is finished, the others are not begun.
final class StopSign {
  private final class Flag: Sendable {
    /// The first signal that came.
    let number = Mutex<Int32?>(nil)
  }

  private static let watched = [SIGINT, SIGTERM, SIGHUP]
  private let flag = Flag()
  private let signals: SignalWatch

  /// From now until ``end()``. `before` is called before the note is written, on any thread: it takes a drawn bar away.
  init(console: Console, before: @escaping @Sendable () -> Void = {}) {
    let flag = flag
    signals = SignalWatch(StopSign.watched) { number in
      flag.number.withLock { $0 = $0 ?? number }
      before()
      console.note("stopping when the runtime at work is finished: a package manager is not ended half-way\n")
    }
  }

  var isSet: @Sendable () -> Bool {
    let flag = flag
    return { flag.number.withLock { $0 != nil } }
  }

  /// Ends the command as a signal would have: whoever sent it meant all that comes after, too.
  func exitIfSet() throws(ExitCode) {
    if let number = flag.number.withLock({ $0 }) { throw ExitCode(128 + number) }
  }

  func end() { signals.end() }
}
