import RoostClient
import RoostModel

/// Shows an app's access log on standard output.
struct AccessLogDisplay {
  let console: Console

  func show(_ app: AppName, of daemon: DaemonClient, follows: Bool, tail: Int?) async throws(Problem) {
    var count = 0
    try await daemon.accessLog(of: app, follows: follows, tail: tail) { record in
      count += 1
      show(record)
    }
    guard count == 0, !follows, !console.json else { return }
    console.note("No request is logged. Turn it on in the app's roost.yml and deploy: gateway: {access-log: true}\n")
  }

  private func show(_ record: AccessRecord) {
    do throws(Problem) {
      if console.json { return try console.showLine(record) }
      Console.write(AccessText.line(record, console.style))
    } catch {
      console.report(error)
    }
  }
}
