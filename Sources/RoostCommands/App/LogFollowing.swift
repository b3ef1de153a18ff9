import RoostClient
import RoostModel

/// Shows an app's output. While it follows, it outlives the daemon: it waits for the next one and goes on where it was.
struct LogFollowing {
  let daemon: DaemonClient
  let app: AppName
  var process: String?
  let follows: Bool
  let tail: Int?
  let display: LogDisplay
  var filter = LogFilter()
  var build: BuildLogSelection?

  func run() async throws(Problem) {
    // One that was never there is not waited for.
    if follows { _ = try await daemon.status() }
    var position: LogPosition?
    var absence = DaemonAbsence(of: daemon) { display.console.noteAbsence() }
    while true {
      var failure: Problem?
      do throws(Problem) {
        try await daemon.logs(
          of: app, process: process, follows: follows, tail: tail, from: position, filter: filter, build: build
        ) { line in
          position = line.next
          absence.heard()
          display.show(line)
        }
        // A deployment has an end. A daemon that ended in order has a next one, perhaps a moment away.
        guard follows, build == nil else { return }
      } catch {
        guard follows else { throw error }
        failure = error
      }
      try await absence.outlast(failure)
    }
  }
}
