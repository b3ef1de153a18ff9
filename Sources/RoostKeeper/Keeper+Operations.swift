import RoostEnvironments
package import RoostModel

extension Keeper {
  package func list() async -> [EnvironmentSummary] {
    var summaries: [EnvironmentSummary] = []
    for environment in all { summaries.append(await environment.summary) }
    return summaries
  }

  package func detail(_ name: EnvironmentName) async throws(Problem) -> EnvironmentDetail {
    await detail(of: try environment(name))
  }

  func detail(of kept: KeptEnvironment) async -> EnvironmentDetail {
    let warm = pool.target(of: WarmPool.Shape(await kept.record.spec))
    return await kept.detail(warm: warm)
  }

  package func pause(_ name: EnvironmentName) async throws(Problem) -> EnvironmentSummary {
    let environment = try environment(name)
    try await environment.pause()
    return await environment.summary
  }

  package func resume(_ name: EnvironmentName) async throws(Problem) -> EnvironmentSummary {
    let environment = try environment(name)
    try await environment.resume()
    return await environment.summary
  }

  package func destroy(_ name: EnvironmentName) async throws(Problem) {
    let environment = try environment(name)
    try claim(name)
    defer { release(name) }
    try await environment.destroy()
    forget(name)
  }

  package func spawn(_ request: ProcessRequest, in name: EnvironmentName) async throws(Problem) -> ProcessSummary {
    try await environment(name).spawn(request)
  }

  package func output(
    of number: ProcessNumber, in name: EnvironmentName, from offset: UInt64, follows: Bool
  ) async throws(Problem) -> AsyncThrowingStream<ProcessOutput, any Error> {
    try await environment(name).output(of: number, from: offset, follows: follows).items
  }

  package func input(_ input: ProcessInput, to number: ProcessNumber, in name: EnvironmentName) async throws(Problem) {
    try await environment(name).input(input, to: number)
  }

  package nonisolated func events(
    of name: EnvironmentName?, after: Int?, follows: Bool
  ) -> AsyncThrowingStream<EnvironmentNotice, any Error> {
    services.notices.notices(of: name, after: after, follows: follows)
  }

  package func timings() async -> [StrategyTimings] {
    let measured = services.measurements.all
    var counts: [StrategyKind: Int] = [:]
    for environment in all { counts[await environment.record.spec.strategy, default: 0] += 1 }
    return services.strategies.kinds.map { kind in
      StrategyTimings(
        strategy: kind, timings: measured[kind] ?? EnvironmentTimings(), environments: counts[kind] ?? 0,
        warm: pool.ready(of: kind))
    }
  }
}
