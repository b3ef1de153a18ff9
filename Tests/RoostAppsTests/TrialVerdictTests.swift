import RoostModel
import Testing

@testable import RoostApps

@Suite struct TrialVerdictTests {
  private func counted(_ successful: Int, _ errors: Int) -> RouteMetrics {
    var metrics = RouteMetrics(name: "shop", inFlight: 0)
    metrics.successful = successful
    metrics.serverErrors = errors
    return metrics
  }

  @Test(arguments: [
    (100, 0, 100, 5, true), (100, 0, 100, 4, false), (100, 0, 105, 5, true), (100, 0, 106, 5, false),
    // The release before it was no better.
    (90, 10, 90, 30, false), (99, 1, 99, 30, true), (0, 0, 0, 5, true), (0, 0, 0, 4, false),
  ])
  func isBroken(_ before: Int, _ errorsBefore: Int, _ now: Int, _ errorsNow: Int, _ expected: Bool) {
    #expect(TrialVerdict.isBroken(before: counted(before, errorsBefore), now: counted(now, errorsNow)) == expected)
  }

  @Test func whatWasLostCountsBeforeItIsAnswered() {
    #expect(TrialVerdict.isBroken(before: counted(100, 0), now: counted(105, 0), lost: 5))
    #expect(!TrialVerdict.isBroken(before: counted(100, 0), now: counted(105, 0), lost: 4))
  }

  @Test func withoutAPastAnswersAloneCount() {
    #expect(TrialVerdict.isBroken(before: nil, now: counted(0, 5)))
    #expect(!TrialVerdict.isBroken(before: nil, now: counted(5, 4)))
  }
}

@Suite struct DeploymentOrderTests {
  @Test func theOrderIsThatOfTheSteps() {
    #expect(Deployment.fresh.steps.map(\.name) == Deployment.order)
  }
}

@Suite struct BuildSlotsTests {
  @Test func oneAtATimeInTheOrderOfTheirComing() async throws {
    let slots = BuildSlots(1)
    let (gate, open) = AsyncStream.makeStream(of: Void.self)
    let (began, begin) = AsyncStream.makeStream(of: Void.self)
    let (waits, wait) = AsyncStream.makeStream(of: Void.self)
    let progress: ProgressSink = { event in if case .stage("wait", _) = event { wait.yield() } }
    try await withThrowingTaskGroup(of: Int?.self) { group in
      group.addTask {
        try await slots.occupy(progress) { () async throws(Problem) in
          begin.yield()
          for await _ in gate { break }
          return 1
        }
      }
      for await _ in began { break }
      let calledOff = Task { try await slots.occupy(progress) { () async throws(Problem) in 2 } }
      for await _ in waits { break }
      group.addTask { try await slots.occupy(progress) { () async throws(Problem) in 3 } }
      for await _ in waits { break }
      calledOff.cancel()
      let result = await calledOff.result
      #expect(throws: Problem.self) { try result.get() }
      open.yield()
      var done: [Int?] = []
      for try await number in group { done.append(number) }
      #expect(done == [1, 3])
    }
    #expect(try await slots.occupy(progress) { () async throws(Problem) in 4 } == 4)
  }
}
