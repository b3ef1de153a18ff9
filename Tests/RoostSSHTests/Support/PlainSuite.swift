import RoostEnvironments
import RoostModel
import StrategyConformance
import Testing

/// A host where nobody may make namespaces, for a suite, and a user without privileges there.
struct PlainSuite: SuiteTrait, TestScoping {
  @TaskLocal static var fixture: SSHFixture?

  @concurrent func provideScope(
    for test: Test, testCase: Test.Case?, performing body: @concurrent @Sendable () async throws -> Void
  ) async throws {
    try await TestUser.with { user in
      try await SSHFixture.with(user: user, makesNamespaces: false) { fixture in
        try await Self.$fixture.withValue(fixture, operation: body)
      }
    }
  }
}

/// Plain processes on another host.
struct PlainSubject: ConformanceSubject {
  let fixture: SSHFixture
  private var inner: SSHSubject { SSHSubject(fixture: fixture) }

  var strategy: any Strategy { fixture.strategy }
  var target: StrategyTarget { fixture.target }
  func restarted() -> any Strategy { fixture.secondStrategy() }
  func scratch() throws -> String { try inner.scratch() }

  func spec() async throws -> EnvironmentSpec {
    var spec = try await inner.spec()
    spec.network = .outbound
    spec.mayBeWeaker = true
    return spec
  }
}
