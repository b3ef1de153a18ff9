import Hummingbird
import RoostModel

/// The streamed answer of an operation that ends when its client leaves.
enum AttendedAnswer {
  /// Lines of progress kept for a client that reads slowly; older ones are worthless.
  private static let backlog = 64

  static func response<Result: Codable & Sendable>(
    for context: APIContext, as form: StreamForm = .lines,
    running operation: @escaping @Sendable (@escaping ProgressSink) async throws(Problem) -> Result
  ) -> Response {
    let feed = LineFeed<StreamLine<Result>>(capacity: backlog)
    let body = LineStreamBody(
      feed: feed, dropped: { _ in nil }, stopping: .problem(.daemonStopping), unknown: .problem(.unknownCredential), form: form)
    return body.response(for: context) {
      do throws(Problem) {
        let result = try await operation { event in
          feed.offer(.progress(event)) { if case .progress(let older) = $0 { event.supersedes(older) } else { false } }
        }
        feed.end(with: .result(result))
      } catch {
        feed.end(with: .problem(error))
      }
    }
  }
}
