import NIOHTTP1
import RoostModel

extension DaemonClient {
  /// Posts a request that answers with progress and a result. Heartbeats are not handed on.
  func operation<Result: Codable & Sendable>(
    _ path: String, _ request: (any Encodable & Sendable)? = nil, progress: (ProgressEvent) -> Void
  ) async throws(Problem) -> Result {
    var result: Result?
    try await stream(.POST, path, body: request, of: StreamLine<Result>.self) { (line) throws(Problem) in
      switch line {
      case .progress(let event): progress(event)
      case .result(let value): result = value
      case .problem(let problem): throw problem
      }
      return result != nil
    }
    guard let result else {
      throw Problem(
        .connectionLost, "the daemon ended the connection before the result came",
        hint: "see what became of it: roost app list, roost history")
    }
    return result
  }

  /// Gets a stream of values; returns when the daemon ends it.
  func items<Item: Codable & Sendable>(_ path: String, each: (Item) -> Void) async throws(Problem) {
    try await stream(.GET, path, of: StreamItem<Item>.self) { (line) throws(Problem) in
      switch line {
      case .item(let item): each(item)
      case .problem(let problem): throw problem
      }
      return false
    }
  }
}
