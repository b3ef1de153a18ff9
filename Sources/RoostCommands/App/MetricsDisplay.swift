import RoostClient
import RoostModel

/// Shows what an app does and uses as it goes on, a line for each step.
struct MetricsDisplay {
  let console: Console

  private static let begin = 6

  func show(_ app: AppName, of daemon: DaemonClient) async throws(Problem) {
    if !console.json { Console.write(MetricsLine.heading(console.style)) }
    try await daemon.metrics(of: app, MetricsFollowing(tail: MetricsDisplay.begin, follows: true)) { point in
      do throws(Problem) {
        if console.json { return try console.showLine(point) }
        Console.write(MetricsLine(point: point).text(console.style))
      } catch { console.report(error) }
    }
  }
}
