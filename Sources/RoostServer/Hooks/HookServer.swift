import Glibc
import HTTPTypes
import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
package import RoostModel
import ServiceLifecycle

/// Answers what forges send. Behind the gateway, on a unix socket of its own that nobody else may open.
package struct HookServer: Service {
  /// What GitHub sends at most.
  static let bodyLimit = 25 << 20

  private let socket: String
  private let logger: Logger
  private let receive: @Sendable (HookDelivery) async -> HookAnswer

  package init(socket: String, logger: Logger, receive: @escaping @Sendable (HookDelivery) async -> HookAnswer) {
    self.socket = socket
    self.logger = logger
    self.receive = receive
  }

  package func run() async throws {
    // What a daemon that was killed has left.
    unlink(socket)
    let configuration = HTTP1Channel.Configuration(
      idleTimeout: .seconds(75),
      httpDecoderConfiguration: .init(
        maxHeaderFieldSize: 16 * 1024, maxHeaderListSize: 32 * 1024, maxHeaderFieldCount: 100))
    let path = socket
    let application = Application(
      router: router(), server: .http1(configuration: configuration),
      configuration: ApplicationConfiguration(
        address: .unixDomainSocket(path: socket), serverName: "roost",
        availableConnectionsDelegate: .maximum(64, logger: logger)),
      onServerRunning: { _ in chmod(path, 0o600) }, logger: logger)
    defer { unlink(socket) }
    do {
      try await application.run()
    } catch {
      throw Problem.unexpected(error, during: "serving webhooks at \(socket)")
    }
  }

  func router() -> Router<BasicRequestContext> {
    let router = Router()
    let receive = receive
    router.post("github/:name") { request, context in
      try await HookServer.answer(
        request, context, .github, "x-github-event", "x-github-delivery", "x-hub-signature-256", receive)
    }
    router.post("gitlab/:name") { request, context in
      try await HookServer.answer(request, context, .gitlab, "x-gitlab-event", "x-gitlab-event-uuid", "x-gitlab-token", receive)
    }
    return router
  }

  private static func answer(
    _ request: Request, _ context: BasicRequestContext, _ forge: HookDelivery.Forge, _ event: String, _ id: String,
    _ proof: String, _ receive: @Sendable (HookDelivery) async -> HookAnswer
  ) async throws -> Response {
    func field(_ name: String) -> String { HTTPField.Name(name).flatMap { request.headers[$0] } ?? "" }
    let answer: HookAnswer
    do {
      let body = try await request.body.collect(upTo: bodyLimit)
      answer = await receive(
        HookDelivery(
          forge: forge, app: context.parameters.get("name") ?? "", event: field(event), delivery: field(id), proof: field(proof),
          body: Array(body.readableBytesView)))
    } catch is NIOTooManyBytesError {
      answer = HookAnswer(413, "the body is larger than \(bodyLimit >> 20) MiB")
    }
    return Response(
      status: HTTPResponse.Status(code: answer.status), headers: [.contentType: "text/plain; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: answer.text + "\n")))
  }
}
