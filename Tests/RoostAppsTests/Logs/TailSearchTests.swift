import RoostEnvironments
import RoostModel
import Synchronization
import SystemPackage
import Testing

@testable import RoostApps

/// Hands out output that was made up, and counts how much of it was read.
private final class PaperStrategy: Strategy {
  let kind = StrategyKind.sandbox
  let chunks: [OutputChunk]
  let tellsEnd: Bool
  let read = Mutex(0)

  init(_ chunks: [OutputChunk], tellsEnd: Bool = true) {
    self.chunks = chunks
    self.tellsEnd = tellsEnd
  }

  func probe() async -> ProbeReport {
    ProbeReport(strategy: kind, isUsable: true, isolation: .none, abilities: [], findings: [])
  }
  func prepare(_ spec: EnvironmentSpec) async throws(Problem) -> any Environment {
    throw Problem(.unsupported, "nothing runs on paper", hint: "use another one")
  }
  func reattach(_ id: EnvironmentID) async throws(Problem) -> (any Environment)? { nil }
  func known() async throws(Problem) -> [EnvironmentID] { [] }
  func discard(_ id: EnvironmentID) async throws(Problem) {}
  func keptEnd(in directory: FilePath) async throws(Problem) -> UInt64? { tellsEnd ? chunks.last?.nextOffset ?? 0 : nil }

  func keptOutput(in directory: FilePath, from offset: UInt64) -> AsyncThrowingStream<OutputChunk, any Error> {
    AsyncThrowingStream { continuation in
      for var chunk in chunks where chunk.nextOffset > offset {
        if chunk.offset < offset {
          chunk.bytes.removeFirst(Int(offset - chunk.offset))
          chunk.offset = offset
        }
        read.withLock { $0 += chunk.bytes.count }
        continuation.yield(chunk)
      }
      continuation.finish()
    }
  }
}

@Suite struct TailSearchTests {
  /// A reproducible sequence.
  private struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  private static let secret = "hunter2-hunter2"

  /// Two channels, pieces that end anywhere, lines that are long now and then, and a secret here and there.
  private static func output(bytes: Int, from offset: UInt64 = 0, seed: UInt64) -> [OutputChunk] {
    var dice = Dice(state: seed)
    var chunks: [OutputChunk] = []
    var place = offset
    while place < offset + UInt64(bytes) {
      var text = ""
      for _ in 0..<Int.random(in: 1...40, using: &dice) {
        let word = ["tiny", "needle", "pw \(secret) x", String(repeating: "long ", count: 300)].randomElement(using: &dice) ?? ""
        text += "\(word) \(Int.random(in: 0...999, using: &dice))\(Int.random(in: 0...9, using: &dice) < 8 ? "\n" : " ")"
      }
      let channel: OutputChannel = Bool.random(using: &dice) ? .standardOutput : .standardError
      let chunk = OutputChunk(channel: channel, offset: place, bytes: Array(text.utf8), at: Double(offset) + Double(chunks.count))
      chunks.append(chunk)
      place = chunk.nextOffset
    }
    return chunks
  }

  private func search(_ strategies: [PaperStrategy], _ filter: LogFilter, _ redactor: Redactor) -> TailSearch {
    let sources = strategies.enumerated().map { index, strategy in
      LogSource(run: index + 1, release: 1, origin: .kept(strategy, "/"))
    }
    return TailSearch(sources, filter, redactor)
  }

  /// All lines of all runs, as somebody sees them who goes on at a position.
  private func lines(_ strategies: [PaperStrategy], from position: LogPosition, _ filter: LogFilter, _ redactor: Redactor)
    async throws -> [String]
  {
    var texts: [String] = []
    for (index, strategy) in strategies.enumerated() where index + 1 >= position.run {
      let isFirst = index + 1 == position.run
      var lines = LogLines(redactor, filter, seen: isFirst ? position.seen ?? 0 : 0)
      for try await chunk in strategy.keptOutput(in: "/", from: isFirst ? position.offset : 0) {
        texts += lines.take(chunk).map(\.text)
        if filter.isOver(at: chunk.at) { return texts }
      }
      texts += lines.finish().map(\.text)
    }
    return texts
  }

  @Test(arguments: [
    LogFilter(byLine: true), LogFilter(text: "needle"), LogFilter(text: "***"), LogFilter(text: "hunter2"),
    LogFilter(since: 20, text: "tiny"), LogFilter(since: 5_000_012, text: "tiny"), LogFilter(until: 5_000_009, text: "tiny"),
    LogFilter(text: "nothing of the kind"),
  ])
  func theLastLinesAreThoseOfTheWholeOutput(_ filter: LogFilter) async throws {
    let redactor = Redactor(secrets: [Self.secret])
    // The second run's beginning was dropped.
    let runs = [
      PaperStrategy(Self.output(bytes: 350_000, seed: 1)),
      PaperStrategy(Self.output(bytes: 450_000, from: 5_000_000, seed: 2)),
    ]
    let all = try await lines(runs, from: LogPosition(run: 0, offset: 0), filter, redactor)
    for count in [1, 7, 100, .max] {
      let position = try await search(runs, filter, redactor).position(ofLast: count)
      let found = try await lines(runs, from: position, filter, redactor)
      #expect(found == all.suffix(count), "\(count) lines from \(position)")
    }
  }

  @Test func littleIsReadWhereTheLastLinesAreEnough() async throws {
    let run = PaperStrategy(Self.output(bytes: 8_000_000, seed: 3))
    let filter = LogFilter(text: "tiny")
    _ = try await search([run], filter, .none).position(ofLast: 50)
    #expect(run.read.withLock { $0 } < 400_000)
    run.read.withLock { $0 = 0 }
    _ = try await search([run], LogFilter(text: "nothing of the kind"), .none).position(ofLast: 50)
    // All of it once, and a part again.
    #expect(run.read.withLock { $0 } < 8_000_000 * 13 / 10 + 400_000)
  }

  @Test func withoutLinesItIsTheEnd() async throws {
    let run = PaperStrategy(Self.output(bytes: 10_000, seed: 4))
    let end = LogPosition(run: 1, offset: try #require(run.chunks.last).nextOffset)
    #expect(try await search([run], LogFilter(text: "nothing of the kind"), .none).position(ofLast: 5) == end)
    #expect(try await search([run], LogFilter(), .none).position(ofLast: 0) == end)
    #expect(try await search([], LogFilter(), .none).position(ofLast: 5) == LogPosition(run: 0, offset: 0))
  }

  @Test func whereNobodyKnowsTheEndEverythingIsRead() async throws {
    let run = PaperStrategy(Self.output(bytes: 500_000, seed: 5), tellsEnd: false)
    let filter = LogFilter(text: "needle")
    let all = try await lines([run], from: LogPosition(run: 0, offset: 0), filter, .none)
    let position = try await search([run], filter, .none).position(ofLast: 3)
    #expect(try await lines([run], from: position, filter, .none) == all.suffix(3))
  }

  @Test func plainOutputBeginsAtALine() async throws {
    let text = "one\ntwo\nthree\n"
    let run = PaperStrategy([OutputChunk(channel: .standardOutput, offset: 0, bytes: Array(text.utf8), at: 0)])
    let position = try await search([run], LogFilter(), .none).position(ofLast: 2)
    #expect(position == LogPosition(run: 1, offset: 4))
  }

  @Test func aFollowedOutputEndsWhenItStandsStill() async throws {
    let (chunks, feed) = AsyncThrowingStream.makeStream(of: OutputChunk.self)
    let (still, stand) = AsyncStream.makeStream(of: Void.self)
    let followed = FollowedOutput(output: chunks) { for await _ in still {} }.stream
    feed.yield(OutputChunk(channel: .standardOutput, offset: 0, bytes: [65, 10], at: 0))
    var reader = followed.makeAsyncIterator()
    #expect(try await reader.next()?.bytes == [65, 10])
    stand.finish()
    #expect(try await reader.next() == nil)
  }
}
