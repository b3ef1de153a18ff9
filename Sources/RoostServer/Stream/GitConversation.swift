import Hummingbird
import Logging
import NIOCore
import RoostModel
import ServiceLifecycle
import Synchronization

/// A request whose body comes in while its answer goes out. Ends when git does, or when the client leaves.
struct GitConversation: Sendable {
  let exchange: GitExchange
  let body: RequestBody
  /// Pieces that are kept for the slower side.
  private static let readAhead = 8

  func response(for context: APIContext) -> Response {
    let words = LineFeed<GitWord>(capacity: GitConversation.readAhead)
    let answers = LineFeed<[UInt8]>(capacity: GitConversation.readAhead)
    let (exchange, body, logger) = (exchange, body, context.logger)
    let answer = ResponseBody { writer in
      try await withGracefulShutdownHandler {
        try await withThrowingTaskGroup(of: Void.self) { group in
          defer { group.cancelAll() }
          group.addTask { await GitConversation.read(body, into: words) }
          group.addTask { await GitConversation.hold(exchange, words, answers, logger) }
          for await _ in answers.filled {
            let batch = answers.take()
            for piece in batch.lines { try await writer.write(ByteBuffer(bytes: piece)) }
            if batch.ended { break }
          }
          try await writer.finish(nil)
        }
      } onGracefulShutdown: {
        // A push that has not come to its end is as good as never begun.
        context.channel.close(promise: nil)
      }
    }
    return Response(status: .ok, headers: [.contentType: "application/x-git"], body: answer)
  }

  private static func hold(
    _ exchange: GitExchange, _ words: LineFeed<GitWord>, _ answers: LineFeed<[UInt8]>, _ logger: Logger
  ) async {
    defer { answers.end() }
    let reader = FeedReader(feed: words)
    let beginning = Beginning()
    do throws(Problem) {
      try await exchange.run({ await reader.next() }) { piece in
        guard let piece else {
          if beginning.isMade { answers.end() }
          return
        }
        beginning.make()
        guard await answers.put(piece) else { throw CancellationError() }
      }
    } catch {
      logger.info("a conversation with git ended early", metadata: ["problem": "\(error)"])
      // Git shows it in place of the list of branches that it waits for.
      if !beginning.isMade { _ = await answers.put(errorPacket(error)) }
    }
  }

  /// A pkt-line as gitprotocol-pack(5) has it: four hexadecimal digits of its length, themselves included.
  static func errorPacket(_ problem: Problem) -> [UInt8] {
    let text = Array("ERR \(problem.message)\nmend: \(problem.hint)".utf8.prefix(4000))
    let digits = String(text.count + 4, radix: 16)
    return Array((String(repeating: "0", count: 4 - digits.count) + digits).utf8) + text
  }

  private static func read(_ body: RequestBody, into words: LineFeed<GitWord>) async {
    defer { words.end() }
    var reader = GitWordReader()
    do {
      for try await piece in body {
        for word in try reader.words(in: piece.readableBytesView) { guard await words.put(word) else { return } }
      }
    } catch { return }
  }
}

/// Whether git has said anything.
private final class Beginning: Sendable {
  private let made = Atomic(false)
  var isMade: Bool { made.load(ordering: .acquiring) }
  func make() { made.store(true, ordering: .releasing) }
}

/// Takes the lines of a feed one at a time.
private actor FeedReader<Line: Sendable> {
  private let feed: LineFeed<Line>
  private var lines: [Line] = []
  private var ended = false

  init(feed: LineFeed<Line>) { self.feed = feed }

  /// `nil` at its end. One caller at a time.
  func next() async -> Line? {
    while lines.isEmpty {
      guard !ended else { return nil }
      let batch = feed.take()
      (lines, ended) = (batch.lines, batch.ended)
      guard lines.isEmpty, !ended else { continue }
      for await _ in feed.filled { break }
      if Task.isCancelled { return nil }
    }
    return lines.removeFirst()
  }
}
