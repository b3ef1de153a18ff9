import Logging
import RoostEnvironments
package import RoostModel
import RoostStore
import RoostSystem

extension AppSupervisor {
  /// Newest first.
  package func crashes() async throws(Problem) -> [CrashReport] { try await services.store.crashes(of: app.id) }

  /// Writes down an end that nobody asked for.
  func report(_ run: LiveRun, _ status: ExitStatus, _ lines: [String], restartsIn delay: Duration?) async {
    let now = services.now()
    let report = CrashReport(
      number: 0, release: run.record.release, run: run.record.run, process: run.record.role, exit: status,
      uptime: max(0, status.at - run.record.startedAt), endedBecause: unhealthy.removeValue(forKey: run.record.environment),
      hints: CrashDiagnosis(
        app: app.name, exit: status.reason, lines: lines, openFiles: resources.openFiles, processes: resources.processes
      ).hints, lastLines: lines,
      restartsAt: delay.map { now + $0.inSeconds })
    await noting("recording a crash") { () async throws(Problem) in try await services.store.add(report, of: app.id) }
  }

  private static let shownLines = 100
  /// Of its output, read from the end.
  private static let shownBytes: UInt64 = 64 << 10

  func lastLines(of run: LiveRun) async -> [String] {
    var lines: [String] = []
    do {
      // One that was taken over was told its secrets by an earlier daemon.
      let tail = OutputTail(limit: AppSupervisor.shownLines, redactor: try await redactor())
      let end = try await run.process.outputEnd()
      let start = end > AppSupervisor.shownBytes ? end - AppSupervisor.shownBytes : 0
      for try await chunk in run.process.output(from: start) { tail.append(chunk.bytes, on: chunk.channel) }
      lines = tail.text?.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) ?? []
    } catch {
      services.logger.debug("last lines are missing", metadata: ["app.name": "\(app.name)", "problem": "\(error)"])
    }
    return lines
  }
}
