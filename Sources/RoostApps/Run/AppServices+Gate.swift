import RoostEnvironments
import RoostModel
import RoostStore

extension AppServices {
  /// Watches the output while the gates are tried; a failure carries the app's last lines.
  /// - Returns: the plan, with the port the app answers on.
  func gate(
    _ run: LiveRun, plan: Plan, name: AppName, mustLive: Duration = .seconds(1), _ progress: @escaping ProgressSink
  ) async throws(Problem) -> Plan {
    let gate = Gate(
      name: name, port: plan.port, healthPath: plan.healthPath, timeout: configuration.gateTimeout, mustLive: mustLive)
    let tail = OutputTail(redactor: run.redactor)
    let port: UInt16?
    do {
      port = try await withThrowingTaskGroup(of: UInt16?.self) { group in
        group.addTask {
          for try await chunk in run.process.output(from: 0) {
            for line in tail.append(chunk.bytes, on: chunk.channel) { progress(.output(line)) }
          }
          return nil
        }
        group.addTask { try await gate.pass(run.environment, run.process, started: run.began) }
        defer { group.cancelAll() }
        while let port = try await group.next() { if let port { return port } }
        return nil
      }
    } catch {
      var problem = Problem.unexpected(error, during: "checking the new release of \(name)")
      problem.cause = await lastLines(of: run, problem, tail) ?? "(it wrote nothing)"
      throw problem
    }
    try await store.setVariableVersion(run.variableVersion, ofRelease: run.record.release, of: run.record.app)
    var found = plan
    found.port = port ?? plan.port
    return found
  }

  /// An ended process is read once more to its end: its last lines may have come after the news of its exit.
  private func lastLines(of run: LiveRun, _ problem: Problem, _ tail: OutputTail) async -> String? {
    guard problem.code == .gateExited else { return tail.text }
    let whole = OutputTail(redactor: run.redactor)
    do {
      for try await chunk in run.process.output(from: 0) { whole.append(chunk.bytes, on: chunk.channel) }
    } catch { return tail.text }
    return whole.text
  }
}
