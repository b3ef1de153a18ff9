import DaemonFixture
import RoostClient
import RoostModel
import RoostServer
import Testing

@testable import RoostCommands

@Suite(.timeLimit(.minutes(1))) struct DaemonAbsenceTests {
  private func outlast(_ problems: [Problem?], _ operations: DaemonOperations) async throws {
    try await ScratchDaemon.with(operations) { daemon in
      try await daemon.client { client in
        var absence = DaemonAbsence(of: client) { Issue.record("it is there") }
        for problem in problems { try await absence.outlast(problem) }
      }
    }
  }

  private var answering: DaemonOperations {
    var operations = DaemonOperations.refusing
    operations.status = { DaemonStatus(version: "1", pid: 1, home: "/h", gateway: "g", apps: 0, startedAt: 0) }
    return operations
  }

  /// It may be about to end: that is seen a moment later.
  @Test(arguments: [ProblemCode.connectionLost, .timeout, .hostUnreachable])
  func whatAnAbsenceLooksLikeIsTriedAgain(_ code: ProblemCode) async throws {
    try await outlast([Problem(code, "gone", hint: "none"), nil], answering)
  }

  @Test func whatIsNoneIsToldAtOnce() async throws {
    let problem = await #expect(throws: Problem.self) {
      try await outlast([Problem(.appNotFound, "there is none", hint: "none")], answering)
    }
    #expect(problem?.code == .appNotFound)
  }

  @Test func aDaemonThatAnswersWithAProblemIsNotWaitedFor() async throws {
    let problem = await #expect(throws: Problem.self) {
      try await outlast([Problem(.connectionLost, "gone", hint: "none")], .refusing)
    }
    #expect(problem?.code == .unsupported)
  }
}
