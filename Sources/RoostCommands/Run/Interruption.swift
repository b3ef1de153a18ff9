import Glibc
import RoostModel

/// What Ctrl-C means while a command waits for an operation of the daemon: the command ends, the operation does not.
final class Interruption {
  private let signals: SignalWatch

  /// From now until ``end()``, SIGINT reports `problem` and ends the process with its exit status.
  init(reporting problem: Problem, after display: ProgressDisplay, console: Console) {
    signals = SignalWatch([SIGINT]) { _ in
      display.end()
      console.report(problem)
      exit(problem.code.exitStatus)
    }
  }

  func end() { signals.end() }
}
