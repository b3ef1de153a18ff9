package import RoostModel
package import SystemPackage

extension AgentEnvironment {
  package func pause() async throws(Problem) {
    while case .pausing = phase { await phaseChange() }
    if case .paused = phase { return }
    let link = try link(to: "pause")
    enter(.pausing)
    link.hold(true)
    do throws(Problem) {
      try await carrier.pause()
    } catch {
      link.hold(false)
      enter(.running(link))
      throw error
    }
    enter(.paused(link))
    feed.enter(.paused)
  }

  /// One that stands still may have others, too.
  package func limit(_ limits: ResourceLimits) async throws(Problem) {
    while case .pausing = phase { await phaseChange() }
    if case .paused = phase { return try await carrier.limit(limits) }
    _ = try link(to: "change limits")
    try await carrier.limit(limits)
  }

  /// One that was paused stays so.
  package func snapshot(into destination: FilePath) async throws(Problem) {
    try AgentEnvironment.checkAbsent(destination)
    while case .pausing = phase { await phaseChange() }
    var wasRunning = false
    if case .running = phase { wasRunning = true }
    if carrier.pausesForSnapshot { try await pause() } else { _ = try link(to: "make a snapshot") }
    do throws(Problem) {
      try await carrier.snapshot(into: destination)
    } catch {
      if wasRunning, carrier.pausesForSnapshot { try await resume() }
      throw error
    }
    if wasRunning, carrier.pausesForSnapshot { try await resume() }
  }

  package func resume() async throws(Problem) {
    while case .pausing = phase { await phaseChange() }
    guard case .paused(let link) = phase else {
      _ = try link(to: "resume")
      return
    }
    enter(.pausing)
    do throws(Problem) {
      try await carrier.resume()
    } catch {
      enter(.paused(link))
      throw error
    }
    link.hold(false)
    enter(.running(link))
    feed.enter(.ready)
  }
}
