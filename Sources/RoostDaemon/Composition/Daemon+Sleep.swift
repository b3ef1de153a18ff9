import RoostApps
import RoostModel
import RoostServer

extension Daemon {
  var sleepOperations: SleepOperations {
    let supervisor = parts.supervisor
    return SleepOperations(
      sleep: { (name, stops) async throws(Problem) in try await supervisor.sleepNow(name, stops: stops) },
      wake: { (name) async throws(Problem) in try await supervisor.wake(name) })
  }
}
