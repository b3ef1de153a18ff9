import RoostEnvironments
import Testing

/// One server and one home for all cases of a suite, whose base was sent before the first of them.
struct SSHSuite: SuiteTrait, TestScoping {
  @TaskLocal static var fixture: SSHFixture?

  @concurrent func provideScope(
    for test: Test, testCase: Test.Case?, performing body: @concurrent @Sendable () async throws -> Void
  ) async throws {
    try await SSHFixture.with { fixture in
      let first = try await fixture.booted(try await SSHSubject(fixture: fixture).spec())
      try await first.destroy(grace: .zero)
      try await Self.$fixture.withValue(fixture, operation: body)
    }
  }
}
