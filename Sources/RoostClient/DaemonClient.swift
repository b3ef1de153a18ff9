import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOHTTP1
package import RoostModel

/// The daemon's API as typed calls over its unix socket. Valid inside ``with(socket:_:)``.
package struct DaemonClient: Sendable {
  let socket: String
  let http: HTTPClient

  /// The longest wait for a next byte. Streams carry a heartbeat every 15 seconds.
  static let patience = TimeAmount.seconds(120)
  static let answerLimit = 16 << 20
  static let lineLimit = 1 << 20

  /// Opens a client, and closes it when `body` ends. Connects when the first call is made.
  package static func with<Result>(
    socket: String, _ body: (DaemonClient) async throws(Problem) -> Result
  ) async throws(Problem) -> Result {
    let client = DaemonClient(socket: socket, http: HTTPClient(configuration: configuration))
    let outcome: Swift.Result<Result, Problem>
    do throws(Problem) {
      outcome = .success(try await body(client))
    } catch {
      outcome = .failure(error)
    }
    do {
      try await client.http.shutdown()
    } catch {
      // A call's own problem says more than the end of its connection.
      guard case .failure(let problem) = outcome else { throw .unexpected(error, during: "closing the connection") }
      throw problem
    }
    return try outcome.get()
  }

  private static var configuration: HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration(
      redirectConfiguration: .disallow, timeout: .init(connect: .seconds(2), read: patience), decompression: .disabled)
    configuration.httpVersion = .http1Only
    configuration.connectionPool.retryConnectionEstablishment = false
    return configuration
  }

  /// What the daemon says about itself.
  package func status() async throws(Problem) -> DaemonStatus { try await value(.GET, "status") }
}

extension DaemonClient {
  func value<Value: Decodable>(
    _ method: HTTPMethod, _ path: String, body: (any Encodable & Sendable)? = nil
  ) async throws(Problem) -> Value {
    try AnswerReader.decode(Value.self, from: try await answer(method, path, body: body))
  }

  func done(_ method: HTTPMethod, _ path: String, body: (any Encodable & Sendable)? = nil) async throws(Problem) {
    _ = try await answer(method, path, body: body)
  }

  /// Hands over each line until `each` says that it was the last one or the stream ends.
  func stream<Line: Decodable>(
    _ method: HTTPMethod, _ path: String, body: (any Encodable & Sendable)? = nil, of type: Line.Type,
    each: (Line) throws(Problem) -> Bool
  ) async throws(Problem) {
    do {
      let response = try await execute(method, path, body: body)
      var splitter = LineSplitter(limit: DaemonClient.lineLimit)
      for try await buffer in response.body {
        for line in try splitter.append(buffer.readableBytesView) {
          if try each(AnswerReader.decode(type, from: line)) { return }
        }
      }
    } catch {
      throw ConnectionProblem.from(error, socket: socket)
    }
  }

  func answer(
    _ method: HTTPMethod, _ path: String, body: (any Encodable & Sendable)?
  ) async throws(Problem) -> [UInt8] {
    do {
      let response = try await execute(method, path, body: body)
      return Array(try await response.body.collect(upTo: DaemonClient.answerLimit).readableBytesView)
    } catch {
      throw ConnectionProblem.from(error, socket: socket)
    }
  }

  private func execute(
    _ method: HTTPMethod, _ path: String, body: (any Encodable & Sendable)?
  ) async throws -> HTTPClientResponse {
    var request = HTTPClientRequest(url: "http+unix://\(PathSegment.encode(socket))/api/v1/\(path)")
    request.method = method
    if let body {
      request.headers.add(name: "content-type", value: "application/json")
      request.body = .bytes(try JSONEncoder().encode(body))
    }
    return try await send(request)
  }

  /// Throws what the daemon answers when it is a problem.
  func send(_ request: HTTPClientRequest) async throws -> HTTPClientResponse {
    let response = try await http.execute(request, deadline: .distantFuture)
    guard !(200..<300).contains(response.status.code) else { return response }
    let bytes = try await response.body.collect(upTo: DaemonClient.lineLimit)
    throw AnswerReader.problem(from: Array(bytes.readableBytesView), status: response.status.code)
  }
}
