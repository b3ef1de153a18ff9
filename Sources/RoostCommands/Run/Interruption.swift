import Dispatch
import Glibc
import RoostModel

/// What Ctrl-C means while a command waits for an operation of the daemon: the command ends, the operation does not.
final class Interruption {
  private let source: any DispatchSourceSignal

  /// From now until ``end()``, SIGINT reports `problem` and ends the process with its exit status.
  init(reporting problem: Problem, after display: ProgressDisplay, console: Console) {
    signal(SIGINT, SIG_IGN)
    source = DispatchSource.makeSignalSource(signal: SIGINT, queue: DispatchQueue(label: "roost.interruption"))
    source.setEventHandler {
      display.end()
      console.report(problem)
      exit(problem.code.exitStatus)
    }
    source.resume()
  }

  func end() {
    source.cancel()
    signal(SIGINT, SIG_DFL)
  }
}
