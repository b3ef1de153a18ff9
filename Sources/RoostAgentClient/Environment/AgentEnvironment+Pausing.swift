package import RoostModel

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
