import RoostModel

/// Events of an environment whose processes' ends are looked up on their host.
actor BareEvents {
  private var iterator: AsyncStream<EnvironmentEvent>.Iterator?
  private let far: BareFar

  init(_ events: AsyncStream<EnvironmentEvent>, _ far: BareFar) {
    iterator = events.makeAsyncIterator()
    self.far = far
  }

  nonisolated var stream: AsyncStream<EnvironmentEvent> { AsyncStream(unfolding: { await self.next() }) }

  private func next() async -> EnvironmentEvent? {
    // The iterator is this actor's alone; taking it out keeps the call from overlapping an access to `self`.
    guard var iterator else { return nil }
    let event = await iterator.next(isolation: #isolation)
    self.iterator = event == nil ? nil : iterator
    guard case .processExited(let number, let status) = event else { return event }
    return .processExited(number, await far.told(status, of: number))
  }
}
