import Hummingbird
import RoostModel

/// The streamed answer of an operation that goes on when its client leaves.
struct OperationAnswer: Sendable {
  let runner: OperationRunner
  /// Lines of progress kept for a client that reads slowly.
  var backlog = 1024

  func response<Result: Codable & Sendable>(
    for context: APIContext, as form: StreamForm = .lines,
    running operation: @escaping @Sendable (@escaping ProgressSink) async throws(Problem) -> Result
  ) throws(Problem) -> Response {
    let feed = LineFeed<StreamLine<Result>>(capacity: backlog)
    try runner.submit {
      do throws(Problem) {
        let result = try await operation { event in
          feed.offer(.progress(event)) { OperationAnswer.supersedes(event, $0) }
        }
        feed.end(with: .result(result))
      } catch {
        feed.end(with: .problem(error))
      }
    }
    let body = LineStreamBody(
      feed: feed, dropped: { OperationAnswer.leftOut($0) },
      stopping: .problem(.daemonStopping), unknown: .problem(.unknownCredential), form: form)
    return body.response(for: context)
  }

  static func leftOut<Result>(_ count: Int) -> StreamLine<Result> {
    .progress(.warning("\(count) lines of progress were left out: this terminal reads too slowly"))
  }

  /// A newer count of the same transfer makes the older one worthless.
  private static func supersedes<Result>(_ event: ProgressEvent, _ waiting: StreamLine<Result>) -> Bool {
    if case .progress(let older) = waiting { event.supersedes(older) } else { false }
  }
}
