import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOHTTP1
import RoostModel
import Synchronization

/// A container engine of this machine, through the API on its unix socket: Docker, or Podman speaking the same.
final class Engine: Sendable {
  let socket: String
  /// The version both sides know; nil until the engine was asked.
  private let version = Mutex<APIVersion?>(nil)

  static let answerLimit = 16 << 20
  private static let errorLimit = 1 << 16
  private static let pingLimit: Duration = .seconds(5)

  /// Never shut down: its connections close when they are idle, and it lasts as long as the process.
  private static let http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)

  private static var configuration: HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration(
      redirectConfiguration: .disallow, timeout: .init(connect: .seconds(5), read: .seconds(600)), decompression: .disabled)
    configuration.httpVersion = .http1Only
    configuration.connectionPool.retryConnectionEstablishment = false
    return configuration
  }

  init(socket: String) { self.socket = socket }

  // MARK: Calls

  func value<Value: Decodable>(_ call: EngineCall, as type: Value.Type = Value.self) async throws(Problem) -> Value {
    let bytes = try await answer(call)
    do {
      return try JSONDecoder().decode(type, from: Data(bytes))
    } catch {
      throw Problem(
        .engineFailed, "the engine at \(socket) answered something else than its API says: \(call.activity)",
        hint: "compare its version with what Roost knows (API \(APIVersion.newest)): docker version",
        cause: String(describing: error))
    }
  }

  /// The whole answer, which has to be small.
  @discardableResult
  func answer(_ call: EngineCall) async throws(Problem) -> [UInt8] {
    try await retryingOnce(call) { (response) async throws in
      Array(try await response.body.collect(upTo: Engine.answerLimit).readableBytesView)
    }
  }

  /// Hands over each line of an answer that is a stream of JSON documents.
  func stream(_ call: EngineCall, each: @Sendable (EngineProgress) throws(Problem) -> Void) async throws(Problem) {
    try await retryingOnce(call) { (response) async throws in
      var lines = ProgressLines()
      for try await buffer in response.body {
        for line in try lines.append(buffer.readableBytesView) { try each(line) }
      }
      for line in try lines.finish() { try each(line) }
    }
  }

  /// What can be said twice is said again, once, when the engine went away meanwhile: it may have been restarted.
  private func retryingOnce<Value: Sendable>(
    _ call: EngineCall, _ read: @Sendable (HTTPClientResponse) async throws -> Value
  ) async throws(Problem) -> Value {
    do throws(Problem) {
      return try await send(call, read)
    } catch {
      guard error.code == .connectionLost else { throw error }
      version.withLock { $0 = nil }
      guard call.isRepeatable else { throw error }
      return try await send(call, read)
    }
  }

  private func send<Value: Sendable>(
    _ call: EngineCall, _ read: @Sendable (HTTPClientResponse) async throws -> Value
  ) async throws(Problem) -> Value {
    let problem = EngineProblem(socket: socket, activity: call.activity)
    let prefix = "/v\(try await negotiated())"
    do {
      let response = try await Engine.http.execute(
        call.request(at: base + prefix), deadline: .now() + .nanoseconds(Int64(call.limit / .nanoseconds(1))))
      guard (200..<400).contains(response.status.code) else {
        let body = try await response.body.collect(upTo: Engine.errorLimit)
        throw problem.of(status: response.status.code, body: Array(body.readableBytesView))
      }
      return try await read(response)
    } catch {
      if case .archive(let source) = call.body, let own = source.problem { throw own }
      throw problem.of(error)
    }
  }

  // MARK: Version

  private var base: String { "http+unix://\(PathSegment.encode(socket))" }

  private func negotiated() async throws(Problem) -> APIVersion {
    if let known = version.withLock({ $0 }) { return known }
    return try await ping().version
  }

  /// Asks whether it is there, and which version of the API it speaks.
  @discardableResult
  func ping() async throws(Problem) -> EnginePing {
    let activity = "say which version it is"
    do {
      let response = try await Engine.http.execute(
        EngineCall(.GET, "/_ping", to: activity).request(at: base),
        deadline: .now() + .nanoseconds(Int64(Engine.pingLimit / .nanoseconds(1))))
      _ = try await response.body.collect(upTo: Engine.errorLimit)
      let ping = try EnginePing(response.headers, status: response.status.code, socket: socket)
      version.withLock { $0 = ping.version }
      return ping
    } catch {
      throw EngineProblem(socket: socket, activity: activity).of(error)
    }
  }
}
