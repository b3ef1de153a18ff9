import Glibc
import Logging
import RoostAgentProtocol
package import RoostModel
import RoostSystem
package import SystemPackage

extension SandboxEnvironment {
  /// What the agent may take on top of the grace.
  private static let agentMargin: Duration = .seconds(3)
  private static let sealGrace: Duration = .seconds(2)

  package func destroy(grace: Duration) async throws(Problem) {
    while true {
      switch phase {
      case .destroyed: return
      case .booting, .pausing, .ending: await phaseChange()
      case .created, .failed, .sealed: return try await remove()
      case .paused: try await resume()
      case .running(let link):
        enter(.ending)
        await end(link, grace: grace)
        return try await remove()
      }
    }
  }

  package func seal(into destination: FilePath) async throws(Problem) {
    let link = try link(to: "seal what was written")
    guard access(destination.string, F_OK) != 0 else {
      throw Problem(.environmentState, "\(destination) exists already", hint: "remove it first: rm -r \(destination)")
    }
    enter(.ending)
    await end(link, grace: SandboxEnvironment.sealGrace)
    do throws(Problem) {
      try await Remains(host, spec.id).removeGroups()
      try await publishUpper(as: destination)
    } catch {
      enter(.failed)
      throw error
    }
    await finish()
    enter(.sealed)
  }

  package func keepOutput(of process: ProcessNumber, in destination: FilePath) async throws(Problem) {
    let journal = directory.journal
    try await BlockingWork.run { () throws(Problem) in try KeptOutput.move(process, outOf: journal, to: destination) }
  }

  /// Ends all processes, asking first. Afterwards nothing of the sandbox runs.
  private func end(_ link: AgentLink, grace: Duration) async {
    feed.enter(.destroying)
    link.expectEnd()
    let milliseconds = UInt32(clamping: max(0, Int64(grace / .milliseconds(1))))
    do {
      _ = try await link.request(
        .shutdown(graceMilliseconds: milliseconds), within: grace + SandboxEnvironment.agentMargin)
      if let agent = link.agent {
        await Remains.waitForEnd(of: agent, within: grace + SandboxEnvironment.agentMargin)
      }
    } catch {
      // Whatever kept it from answering, it is killed now.
      host.logger.debug("agent did not shut down by itself", metadata: ["environment.id": "\(spec.id)"])
    }
    link.agent?.kill()
    await Remains(host, spec.id).endProcesses()
    link.close()
  }

  private func remove() async throws(Problem) {
    enter(.ending)
    do throws(Problem) {
      let records = await exitRecords()
      try await Remains(host, spec.id).remove()
      feed.finish(.destroyed, records, otherwise: ExitStatus(.destroyed, at: WallClock.seconds()))
      enter(.destroyed)
    } catch {
      enter(.failed)
      throw error
    }
  }

  private func finish() async {
    let records = await exitRecords()
    feed.finish(.destroyed, records, otherwise: ExitStatus(.destroyed, at: WallClock.seconds()))
  }

  private func exitRecords() async -> [ExitRecord] {
    let journal = directory.journal
    return await BlockingWork.run { ExitJournal.read(journal) }
  }

  /// Only what processes wrote is in the upper directory: what the sandbox needed for itself was a layer below it.
  private func publishUpper(as destination: FilePath) async throws(Problem) {
    let upper = directory.upper
    try await BlockingWork.run { () throws(Problem) in
      guard rename(upper.string, destination.string) == 0 else { throw .lastSystemCall("move \(upper) to \(destination)") }
    }
  }
}
