import Testing

/// One server and one home for all cases of a suite, so that what was sent once stays there.
struct SSHSuite: SuiteTrait, TestScoping {
  @TaskLocal static var fixture: SSHFixture?

  @concurrent func provideScope(
    for test: Test, testCase: Test.Case?, performing body: @concurrent @Sendable () async throws -> Void
  ) async throws {
    try await SSHFixture.with { fixture in try await Self.$fixture.withValue(fixture, operation: body) }
  }
}
