import Hummingbird
import NIOCore
import RoostModel
import ServiceLifecycle

/// A response body of JSON lines (NDJSON) or server-sent events, written as they come.
///
/// An empty line, or a comment between events, is a heartbeat: it shows a waiting client that the daemon lives, and the daemon that the client does.
struct LineStreamBody<Line: Encodable & Sendable> {
  let feed: LineFeed<Line>
  /// The line that says so many were dropped.
  let dropped: @Sendable (Int) -> Line?
  /// The last line when the daemon stops before the feed ends.
  let stopping: Line
  /// The last line for a client whose token or session is over before the feed is.
  let unknown: Line
  var form = StreamForm.lines
  var heartbeat: Duration = .seconds(15)
  /// How long a client may take to read the last line of a daemon that stops.
  private static var farewell: TimeAmount { .seconds(2) }

  /// `producing` runs beside the writing and is cancelled with its end.
  func response(
    for context: APIContext, producing: @escaping @Sendable () async -> Void = {}
  ) -> Response {
    context.channel.closeFuture.whenComplete { [feed] _ in feed.end() }
    let body = ResponseBody { writer in
      try await withGracefulShutdownHandler {
        try await write(to: &writer, while: context.isStillKnown, producing: producing)
      } onGracefulShutdown: { [feed, stopping] in
        feed.end(with: stopping)
        // A client that does not read keeps the writing waiting; the daemon does not wait for it.
        context.channel.eventLoop.scheduleTask(in: LineStreamBody.farewell) { context.channel.close(promise: nil) }
      }
      try await writer.finish(nil)
    }
    return Response(status: .ok, headers: form.headers, body: body)
  }

  private func write(
    to writer: inout any ResponseBodyWriter, while isKnown: @escaping @Sendable () async -> Bool,
    producing: @escaping @Sendable () async -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await producing() }
      group.addTask { [feed, heartbeat, unknown] in
        while (try? await Task.sleep(for: heartbeat)) != nil {
          if await isKnown() { feed.beat() } else { feed.end(with: unknown) }
        }
      }
      defer { group.cancelAll() }
      for await _ in feed.filled {
        let batch = feed.take()
        try await writer.write(try bytes(of: batch))
        if batch.ended {
          if !form.end.isEmpty, isWhole(batch) { try await writer.write(ByteBuffer(string: form.end)) }
          return
        }
      }
    }
  }

  /// Whether the feed came to its own end: the daemon does not stop, and nothing went wrong.
  private func isWhole(_ batch: LineFeed<Line>.Batch) -> Bool {
    guard let last = batch.lines.last, let event = last as? any StreamedEvent else { return true }
    return event.eventName != "problem"
  }

  private func bytes(of batch: LineFeed<Line>.Batch) throws -> ByteBuffer {
    var lines = batch.lines
    if batch.dropped > 0, let line = dropped(batch.dropped) { lines.insert(line, at: 0) }
    guard !lines.isEmpty else { return ByteBuffer(string: form.heartbeat) }
    var bytes = ByteBuffer()
    for line in lines { try form.write(line, to: &bytes) }
    return bytes
  }
}
