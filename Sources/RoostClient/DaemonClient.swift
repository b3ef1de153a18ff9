import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOHTTP1
import NIOSSL
package import RoostModel

/// The daemon's API as typed calls, over its unix socket or the network. Valid inside ``with(_:_:)``.
package struct DaemonClient: Sendable {
  package let place: DaemonPlace
  let http: HTTPClient

  /// The longest wait for a next byte. Streams carry a heartbeat every 15 seconds.
  static let patience = TimeAmount.seconds(120)
  static let answerLimit = 16 << 20
  static let lineLimit = 1 << 20

  /// Opens a client, and closes it when `body` ends. Connects when the first call is made.
  package static func with<Result>(
    socket: String, _ body: (DaemonClient) async throws(Problem) -> Result
  ) async throws(Problem) -> Result {
    try await with(.socket(socket), body)
  }

  package static func with<Result>(
    _ place: DaemonPlace, _ body: (DaemonClient) async throws(Problem) -> Result
  ) async throws(Problem) -> Result {
    let client = DaemonClient(place: place, http: HTTPClient(configuration: try configuration(for: place)))
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

  /// Follows no redirect: a token is for one machine.
  private static func configuration(for place: DaemonPlace) throws(Problem) -> HTTPClient.Configuration {
    let connecting = TimeAmount.seconds(place.host == nil ? 2 : 10)
    var configuration = HTTPClient.Configuration(
      redirectConfiguration: .disallow, timeout: .init(connect: connecting, read: patience), decompression: .disabled)
    configuration.httpVersion = .http1Only
    configuration.connectionPool.retryConnectionEstablishment = false
    if let host = place.host { configuration.tlsConfiguration = try secure(host) }
    return configuration
  }

  private static func secure(_ host: RemoteHost) throws(Problem) -> TLSConfiguration {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.minimumTLSVersion = .tlsv12
    guard let authority = host.authority else { return configuration }
    do {
      configuration.additionalTrustRoots = [.certificates(try NIOSSLCertificate.fromPEMBytes(Array(authority.utf8)))]
    } catch {
      throw Problem(
        .certificateInvalid, "the authority that is kept for \(host.name) is no certificate in PEM",
        hint: "log in again with one that is: roost login \(host.url) --ca FILE", cause: "\(error)")
    }
    return configuration
  }

  /// What the daemon says about itself.
  package func status() async throws(Problem) -> DaemonStatus { try await value(.GET, "status") }
}

extension DaemonClient {
  func value<Value: Decodable>(
    _ method: HTTPMethod, _ path: String, body: (any Encodable & Sendable)? = nil
  ) async throws(Problem) -> Value {
    try AnswerReader.decode(Value.self, from: try await answer(method, path, body: body), at: place)
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
          if try each(AnswerReader.decode(type, from: line, at: place)) { return }
        }
      }
    } catch {
      throw ConnectionProblem.from(error, place)
    }
  }

  func answer(
    _ method: HTTPMethod, _ path: String, body: (any Encodable & Sendable)?
  ) async throws(Problem) -> [UInt8] {
    do {
      let response = try await execute(method, path, body: body)
      return Array(try await response.body.collect(upTo: DaemonClient.answerLimit).readableBytesView)
    } catch {
      throw ConnectionProblem.from(error, place)
    }
  }

  private func execute(
    _ method: HTTPMethod, _ path: String, body: (any Encodable & Sendable)?
  ) async throws -> HTTPClientResponse {
    var request = request(path)
    request.method = method
    if let body {
      request.headers.add(name: "content-type", value: "application/json")
      request.body = .bytes(try JSONEncoder().encode(body))
    }
    return try await send(request)
  }

  /// A `GET` of what lies below `/api/v1/`.
  func request(_ path: String) -> HTTPClientRequest {
    var request = HTTPClientRequest(url: place.base + path)
    if let host = place.host { request.headers.add(name: "authorization", value: "Bearer \(host.token)") }
    return request
  }

  /// Throws what the daemon answers when it is a problem.
  func send(_ request: HTTPClientRequest) async throws -> HTTPClientResponse {
    let response = try await http.execute(request, deadline: .distantFuture)
    guard !(200..<300).contains(response.status.code) else { return response }
    let bytes = try await response.body.collect(upTo: DaemonClient.lineLimit)
    throw AnswerReader.problem(from: Array(bytes.readableBytesView), status: response.status.code, at: place)
  }
}
