import RoostEnvironments
package import RoostModel

/// An environment that several cases use one after the other, where each boot takes seconds.
package actor SharedEnvironment {
  private var booted: (any Environment)?

  package init() {}

  package var id: EnvironmentID? { booted?.spec.id }

  func environment(of subject: any ConformanceSubject) async throws -> any Environment {
    if let booted, await booted.state == .ready { return booted }
    let fresh = try await subject.strategy.prepare(try await subject.spec())
    try await fresh.boot()
    booted = fresh
    return fresh
  }
}
