import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import RoostModel
import Synchronization
import Testing

@testable import RoostServer

/// Counts what is called.
final class CountedCalls: Sendable {
  private let calls = Mutex(0)
  var count: Int { calls.withLock { $0 } }

  func next() -> Int {
    calls.withLock { calls in
      calls += 1
      return calls
    }
  }
}

@Suite(.timeLimit(.minutes(1))) struct RepeatedAnswerTests {
  /// What the store does.
  private final class Memory: Sendable {
    private let kept = Mutex<[String: KeptRequest]>([:])

    var operations: RepeatOperations {
      RepeatOperations(
        claim: { [self] (key, digest) throws(Problem) in
          kept.withLock { kept in
            defer { if kept[key] == nil { kept[key] = KeptRequest(digest: digest, outcome: nil) } }
            return kept[key]
          }
        },
        keep: { [self] (key, outcome) in kept.withLock { $0[key]?.outcome = outcome } })
    }
  }

  private struct Place {
    let runner: OperationRunner
    let memory: Memory
    let answer: RepeatedAnswer

    /// The lines of an answer.
    func ask(_ body: String, _ work: @escaping APIRoutes.Work<Int>) async throws -> [Substring] {
      try await respond(body, work).lines()
    }

    func respond(_ body: String, after last: Int? = nil, _ work: @escaping APIRoutes.Work<Int>) async throws -> Answered {
      var head = HTTPRequest(method: .post, scheme: "http", authority: "x", path: "/")
      if let last, let name = HTTPField.Name("Last-Event-ID") {
        head.headerFields[.accept] = "text/event-stream"
        head.headerFields[name] = "\(last)"
      }
      let channel = EmbeddedChannel()
      let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
      let context = APIContext(source: ApplicationRequestContextSource(channel: channel, logger: logger))
      let request = Request(head: head, body: RequestBody(buffer: ByteBuffer()))
      return Answered(
        channel: channel,
        response: try await answer.response(to: request, context, key: "k", body: body, work: work))
    }
  }

  private struct Answered {
    let channel: EmbeddedChannel
    let response: Response

    func lines() async throws -> [Substring] {
      defer { _ = try? channel.finish() }
      let writer = CollectedBody()
      try await response.body.write(writer)
      return writer.text.split(separator: "\n")
    }
  }

  private func with(_ memory: Memory = Memory(), _ body: @Sendable (Place) async throws -> Void) async throws {
    let runner = OperationRunner()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await runner.run() }
      defer { group.cancelAll() }
      try await body(
        Place(
          runner: runner, memory: memory,
          answer: RepeatedAnswer(streamed: OperationAnswer(runner: runner), kept: memory.operations)))
    }
  }

  @Test func theSameRequestIsDoneOnceAndAnsweredAlike() async throws {
    let (memory, calls) = (Memory(), CountedCalls())
    let work: APIRoutes.Work<Int> = { (sink) throws(Problem) in
      sink(.output("x"))
      return calls.next()
    }
    try await with(memory) { (place: Place) async throws -> Void in
      #expect(try await place.ask("a", work).last == #"{"result":1}"#)
      #expect(try await place.ask("a", work) == [#"{"result":1}"#])
      await #expect(throws: Problem.self) { try await place.ask("b", work) }
    }
    // A daemon that was started anew knows it as well.
    try await with(memory) { (place: Place) async throws -> Void in #expect(try await place.ask("a", work) == [#"{"result":1}"#])
    }
    #expect(calls.count == 1)
  }

  @Test func whatFailedIsNotTriedAgain() async throws {
    let calls = CountedCalls()
    try await with { (place: Place) async throws -> Void in
      for _ in 1...2 {
        let lines = try await place.ask("a") { (_) throws(Problem) in
          throw Problem(.buildFailed, "\(calls.next())", hint: "h")
        }
        #expect(lines == [#"{"problem":{"code":"build.failed","hint":"h","message":"1"}}"#])
      }
    }
  }

  @Test func whoComesMeanwhileFollowsTheSameWork() async throws {
    let calls = CountedCalls()
    let (gate, open) = AsyncStream<Void>.makeStream()
    try await with { (place: Place) async throws -> Void in
      let (begun, begin) = AsyncStream<Void>.makeStream()
      let work: APIRoutes.Work<Int> = { (sink) throws(Problem) in
        sink(.output("one"))
        sink(.output("two"))
        begin.finish()
        for await _ in gate {}
        return calls.next()
      }
      let first = try await place.respond("a", work)
      for await _ in begun {}
      await #expect(throws: Problem.self) { try await place.ask("b", work) }
      let second = try await place.respond("a", after: 1, work)
      open.finish()
      #expect(try await first.lines().count == 3)
      let lines = try await second.lines()
      #expect(lines.filter { $0.hasPrefix("id: ") } == ["id: 2", "id: 3"], "\(lines)")
      #expect(lines.contains(#"data: {"result":1}"#) && !lines.contains { $0.contains("one") })
      #expect(lines.last == "data: {}")
      // What came of it is told to who saw only a part, also when it is over.
      let late = try await place.respond("a", after: 2, work).lines()
      #expect(late.contains(#"data: {"result":1}"#), "\(late)")
    }
    #expect(calls.count == 1)
  }

  @Test func ofWorkThatADaemonLeftNothingIsBegunAnew() async throws {
    let (memory, calls) = (Memory(), CountedCalls())
    try await with(memory) { (place: Place) async throws -> Void in
      _ = try await memory.operations.claim("k", try RepeatedAnswer.digest(of: "a"))
      let lines = try await place.ask("a") { (_) throws(Problem) in calls.next() }
      #expect(lines.count == 1 && lines[0].contains("deployment.none"), "\(lines)")
    }
    #expect(calls.count == 0)
  }

  @Test func whoComesBackToProgressGetsTheRestFromWhereverItWas() async throws {
    let (gate, open) = AsyncStream<Void>.makeStream()
    try await with { (place: Place) async throws -> Void in
      let (begun, begin) = AsyncStream<Void>.makeStream()
      let work: APIRoutes.Work<Int> = { (sink) throws(Problem) in
        for number in 1...4 { sink(.output("\(number)")) }
        begin.finish()
        for await _ in gate {}
        return 7
      }
      let first = try await place.respond("a", work)
      for await _ in begun {}
      var later: [(Int, Answered)] = []
      for seen in 0...4 { later.append((seen, try await place.respond("a", after: seen, work))) }
      open.finish()
      #expect(try await first.lines().count == 5)
      for (seen, answer) in later {
        let ids = try await answer.lines().filter { $0.hasPrefix("id: ") }
        #expect(ids == (seen + 1...5).map { "id: \($0)" }, "after \(seen)")
      }
    }
  }
}
