import RoostEnvironments
import RoostModel

/// Many environments booted at once, and what each holds in memory while it does nothing.
struct CrowdTiming {
  let strategy: any Strategy
  /// A new identity is made of it for each.
  let spec: EnvironmentSpec
  let count: Int

  private func another() -> EnvironmentSpec {
    var another = spec
    another.id = EnvironmentID()
    return another
  }

  func run() async throws {
    let began = ContinuousClock.now
    let environments = try await withThrowingTaskGroup(of: (any Environment).self) { group in
      for _ in 0..<count {
        group.addTask {
          let environment = try await strategy.prepare(another())
          try await environment.boot()
          return environment
        }
      }
      var environments: [any Environment] = []
      for try await environment in group { environments.append(environment) }
      return environments
    }
    let took = began.duration(to: .now)
    print("\(strategy.kind): \(environments.count) booted at once in \(took / .milliseconds(1)) ms, none failed")
    let memory = IdleMemory.kilobytes(ofUser: spec.user)
    print("\(strategy.kind): \(memory.kilobytes / max(1, count)) KB each while idle (PSS, \(memory.processes) processes)")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for environment in environments { group.addTask { try await environment.destroy(grace: .zero) } }
      try await group.waitForAll()
    }
  }
}
