import Hummingbird
import RoostModel

/// The streamed answer of an app's output. Nothing is dropped: a client that reads slowly slows the reading down.
enum LogAnswer {
  /// Lines read ahead of the client.
  static let readAhead = 256

  static func response(
    of lines: AsyncThrowingStream<LogLine, any Error>, for context: APIContext
  ) -> Response {
    let feed = LineFeed<LogStreamLine>(capacity: readAhead)
    let body = LineStreamBody(feed: feed, dropped: { _ in nil }, stopping: .problem(.daemonStopping))
    return body.response(for: context) { await pump(lines, into: feed) }
  }

  private static func pump(_ lines: AsyncThrowingStream<LogLine, any Error>, into feed: LineFeed<LogStreamLine>) async {
    do {
      for try await line in lines {
        guard await feed.put(.line(line)) else { return }
      }
      feed.end()
    } catch {
      feed.end(with: .problem(.unexpected(error, during: "reading the app's output")))
    }
  }
}
