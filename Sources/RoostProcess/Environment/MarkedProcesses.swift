import Glibc
import RoostAgentClient
import RoostModel
import RoostSystem
import SystemPackage

/// All processes of an environment, wherever they went: those below its agent, and those that carry its mark among their
/// variables. A process that was started with other variables by hand and whose agent was killed is not found.
struct MarkedProcesses: Sendable {
  private static let patience: Duration = .seconds(5)

  let id: EnvironmentID
  let agent: AgentProcess?

  /// Kills them, those that are born meanwhile too, the agent last: as long as it lives, orphans stay below it.
  func end() async {
    let living = agent.flatMap { $0.isAlive ? $0 : nil }
    if let living { kill(living.pid, SIGSTOP) }
    var pause = Duration.milliseconds(1)
    let deadline = ContinuousClock.now.advanced(by: MarkedProcesses.patience)
    while ContinuousClock.now < deadline {
      let found = await BlockingWork.run { numbers(below: living?.pid) }
      if found.isEmpty { break }
      for process in found { kill(process, SIGKILL) }
      await SteadyPause.wait(pause)
      pause = min(pause * 2, .milliseconds(50))
    }
    living?.kill()
    await living?.waitForEnd(within: MarkedProcesses.patience)
  }

  /// Without the agent and without those that have ended. Blocking.
  private func numbers(below agent: Int32?) -> Set<Int32> {
    let all = HostProcesses.all()
    var found = agent.map { HostProcesses.descendants(of: $0, in: all) } ?? []
    let word = "\(PlainPlan.mark)=\(id.text)"
    for process in all where !found.contains(process.number) {
      if HostProcesses.variables(of: process.number).contains(where: { $0 == word }) { found.insert(process.number) }
    }
    if let agent { found.remove(agent) }
    return found
  }
}
