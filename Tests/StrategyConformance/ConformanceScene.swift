import RoostEnvironments
import RoostModel

/// What a case works with.
struct ConformanceScene: Sendable {
  let subject: any ConformanceSubject
  let report: ProbeReport

  var strategy: any Strategy { subject.strategy }

  /// An environment that nobody booted yet.
  func prepared(_ change: (inout EnvironmentSpec) -> Void = { _ in }) async throws -> any Environment {
    var spec = try await subject.spec()
    change(&spec)
    return try await strategy.prepare(spec)
  }

  /// One that is the case's own.
  func booted(_ change: (inout EnvironmentSpec) -> Void = { _ in }) async throws -> any Environment {
    let environment = try await prepared(change)
    try await environment.boot()
    return environment
  }

  /// One to start processes in and nothing else. Others may have done so before.
  func plain() async throws -> any Environment {
    guard let shared = subject.shared else { return try await booted() }
    return try await shared.environment(of: subject)
  }

  /// A time limit as long as this engine needs.
  func patience(_ limit: Duration) -> Duration { limit * subject.slowness }

  func clean() async throws {
    let kept = await subject.shared?.id
    for id in try await strategy.known() where id != kept { try await strategy.discard(id) }
  }
}
