import Glibc
import Logging
import RoostAgentProtocol
package import RoostModel
import RoostSystem
package import SystemPackage

extension AgentEnvironment {
  /// What the agent may take on top of the grace.
  private static let agentMargin: Duration = .seconds(3)
  private static let sealGrace: Duration = .seconds(2)

  package func destroy(grace: Duration) async throws(Problem) {
    while true {
      switch phase {
      case .destroyed: return
      case .booting, .pausing, .ending: await phaseChange()
      case .created, .failed, .sealed: return try await remove()
      case .paused(let link):
        do throws(Problem) {
          try await resume()
        } catch {
          // It cannot be asked any more, but it can be ended.
          enter(.ending)
          await carrier.end(within: .zero)
          link.close()
          return try await remove()
        }
      case .running(let link):
        enter(.ending)
        await end(link, grace: grace)
        return try await remove()
      }
    }
  }

  package func seal(into destination: FilePath) async throws(Problem) {
    let link = try link(to: "seal what was written")
    try AgentEnvironment.checkAbsent(destination)
    enter(.ending)
    await end(link, grace: AgentEnvironment.sealGrace)
    do throws(Problem) {
      try await carrier.seal(into: destination)
    } catch {
      enter(.failed)
      throw error
    }
    await finish()
    enter(.sealed)
  }

  static func checkAbsent(_ destination: FilePath) throws(Problem) {
    guard access(destination.string, F_OK) != 0 else {
      throw Problem(.environmentState, "\(destination) exists already", hint: "remove it first: rm -r \(destination)")
    }
  }

  package func keepOutput(of process: ProcessNumber, in destination: FilePath) async throws(Problem) {
    if case .running(let link) = phase, !link.address.isLocal {
      return try await JournalCopy(to: destination).run(process, through: link)
    }
    let journal = directory.journal
    try await BlockingWork.run { () throws(Problem) in try KeptOutput.move(process, outOf: journal, to: destination) }
  }

  /// Ends all processes, asking first. Afterwards nothing of the environment runs.
  private func end(_ link: AgentLink, grace: Duration) async {
    feed.enter(.destroying)
    link.expectEnd()
    let milliseconds = UInt32(clamping: max(0, Int64(grace / .milliseconds(1))))
    let limit = grace + AgentEnvironment.agentMargin
    do {
      _ = try await link.request(.shutdown(graceMilliseconds: milliseconds), within: limit)
      await carrier.end(within: limit)
    } catch {
      // Whatever kept it from answering, it is killed now.
      logger.debug("agent did not shut down by itself", metadata: ["environment.id": "\(spec.id)"])
      await carrier.end(within: .zero)
    }
    link.close()
  }

  private func remove() async throws(Problem) {
    enter(.ending)
    do throws(Problem) {
      let records = await exitRecords()
      try await carrier.remove()
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
}
