import Testing

/// One home and one environment for all cases of a suite, so that its base is loaded once.
struct DockerSuite: SuiteTrait, TestScoping {
  @TaskLocal static var subject: DockerSubject?

  @concurrent func provideScope(
    for test: Test, testCase: Test.Case?, performing body: @concurrent @Sendable () async throws -> Void
  ) async throws {
    try await DockerFixture.with { fixture in
      try await Self.$subject.withValue(DockerSubject(fixture: fixture), operation: body)
    }
  }
}
