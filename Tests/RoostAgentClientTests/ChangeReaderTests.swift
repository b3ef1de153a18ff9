import RoostAgentProtocol
import RoostEnvironments
import RoostModel
import Testing

@testable import RoostAgentClient

/// Following what happens to files, from the client's side.
@Suite(.timeLimit(.minutes(1))) struct ChangeReaderTests {
  @Test func anOlderAgentIsNotAsked() async throws {
    try await FakeAgent.with(schema: 2, answer: { _ in nil }) { environment, _ in
      let problem = await #expect(throws: Problem.self) { _ = try await environment.watchFiles("/app") }
      #expect(problem?.code == .unsupported)
      #expect(problem?.message.contains("older Roost") == true)
    }
  }

  @Test func aRefusalNamesThePlaceAndWhatHelps() async throws {
    try await FakeAgent.with(schema: 3, answer: { _ in [.failed(errno: 27)] }) { environment, _ in
      let problem = await #expect(throws: Problem.self) { _ = try await environment.watchFiles("/app") }
      #expect(problem?.message == "there are too many directories below /app to watch them")
    }
  }

  @Test func changesComeInOrderAndEndWithWhatIsWatched() async throws {
    let answer: FakeAgent.Answer = { _ in
      [
        .done, .changes([ChangeRecord(.created, "/app/a"), ChangeRecord(.changed, "/app/a")]),
        .changes([ChangeRecord(.overflow)]),
        .changes([ChangeRecord(.removed, "/app")]), .end(offset: 0),
      ]
    }
    try await FakeAgent.with(schema: 3, answer: answer) { environment, _ in
      var found: [FileChange] = []
      for try await change in try await environment.watchFiles("/app") { found.append(change) }
      #expect(found == [.created(path: "/app/a"), .changed(path: "/app/a"), .overflow, .removed(path: "/app")])
    }
  }

  @Test func aLostConnectionIsAnOverflow() async throws {
    let answer: FakeAgent.Answer = { _ in [.done, .changes([ChangeRecord(.created, "/app/a")])] }
    try await FakeAgent.with(schema: 3, answer: answer) { environment, agent in
      var changes = try await environment.watchFiles("/app").makeAsyncIterator()
      #expect(try await changes.next() == .created(path: "/app/a"))
      agent.hangUp()
      #expect(try await changes.next() == .overflow)
      #expect(try await changes.next() == .created(path: "/app/a"))
    }
  }

  @Test func whatFailsLaterEndsTheStream() async throws {
    let answer: FakeAgent.Answer = { _ in [.done, .failed(errno: 28)] }
    try await FakeAgent.with(schema: 3, answer: answer) { environment, _ in
      let problem = await #expect(throws: Problem.self) {
        for try await _ in try await environment.watchFiles("/app") {}
      }
      #expect(problem?.hint.contains("max_user_watches") == true)
    }
  }
}
