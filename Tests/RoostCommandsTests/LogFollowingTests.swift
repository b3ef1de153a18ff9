import DaemonFixture
import RoostModel
import RoostServer
import Synchronization
import Testing

@testable import RoostCommands

@Suite(.timeLimit(.minutes(1))) struct LogFollowingTests {
  /// Where each call of the logs operation was asked to begin.
  private final class Asked: Sendable {
    let positions = Mutex<[LogPosition?]>([])
    func note(_ position: LogPosition?) -> Int {
      positions.withLock {
        $0.append(position)
        return $0.count
      }
    }
  }

  private func follow(_ operations: DaemonOperations, follows: Bool) async throws -> Problem? {
    let shop = try AppName("shop")
    let console = Console(
      json: false,
      surroundings: Surroundings(
        homeVariable: nil, userHome: nil, userID: 0, colours: false, redraws: false, interactive: false, width: 80))
    var problem: Problem?
    try await ScratchDaemon.with(operations) { daemon in
      problem = await #expect(throws: Problem.self) {
        try await daemon.client { client in
          try await LogFollowing(daemon: client, app: shop, follows: follows, tail: 5, display: LogDisplay(console: console))
            .run()
        }
      }
    }
    return problem
  }

  @Test func goesOnWhereItWasAfterTheConnectionBroke() async throws {
    let asked = Asked()
    var operations = DaemonOperations.refusing
    operations.status = { DaemonStatus(version: "1", pid: 1, home: "/h", gateway: "g", apps: 0, startedAt: 0) }
    operations.apps.logs = { query in
      let call = asked.note(query.from)
      return AsyncThrowingStream { continuation in
        let lost = Problem(.connectionLost, "the daemon is stopping", hint: "h")
        let gone = Problem(.appNotFound, "removed meanwhile", hint: "h")
        continuation.yield(Sample.line(call * 100, "12345"))
        continuation.finish(throwing: call < 3 ? lost : gone)
      }
    }
    let problem = try await follow(operations, follows: true)
    #expect(problem?.code == .appNotFound)
    let expected = [nil, LogPosition(run: 0, offset: 105), LogPosition(run: 0, offset: 205)]
    #expect(asked.positions.withLock { $0 } == expected)
  }

  @Test func withoutFollowingABrokenConnectionIsAProblem() async throws {
    var operations = DaemonOperations.refusing
    operations.apps.logs = { _ in
      AsyncThrowingStream { $0.finish(throwing: Problem(.connectionLost, "m", hint: "h")) }
    }
    #expect(try await follow(operations, follows: false)?.code == .connectionLost)
  }
}
