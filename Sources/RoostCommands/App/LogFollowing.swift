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
    var position: LogPosition?
    while true {
      do throws(Problem) {
        try await daemon.logs(
          of: app, process: process, follows: follows, tail: tail, from: position, filter: filter, build: build
        ) { line in
          position = line.next
          display.show(line)
        }
        // A deployment has an end.
        guard follows, build == nil else { return }
        // The daemon ended in order; the next one may be a moment away.
        try await waitForDaemon()
      } catch {
        guard follows, position != nil, LogFollowing.passing.contains(error.code) else { throw error }
        try await waitForDaemon()
      }
    }
  }

  /// What a daemon that is killed or restarted looks like from here, or a network that is gone for a while.
  private static let passing: Set<ProblemCode> = [.connectionLost, .daemonUnreachable, .hostUnreachable, .timeout]
  private static let patience: Duration = .seconds(300)

  private func waitForDaemon() async throws(Problem) {
    let clock = ContinuousClock()
    let limit = clock.now + LogFollowing.patience
    var told = false
    while true {
      do throws(Problem) {
        _ = try await daemon.status()
        return
      } catch {
        guard LogFollowing.passing.contains(error.code), clock.now < limit else { throw error }
        if !told { display.console.note("(the daemon is gone; waiting for the next one)\n") }
        told = true
      }
      do {
        try await clock.sleep(for: .milliseconds(250))
      } catch {
        throw Problem.unexpected(error, during: "waiting for the daemon")
      }
    }
  }
}
