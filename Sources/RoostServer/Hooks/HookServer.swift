import Glibc
import HTTPTypes
import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
package import RoostModel
import ServiceLifecycle

/// Answers what forges send. Behind the gateway, on a unix socket of its own that nobody else may open. Bodies are read when
/// everything before them is as it must be, and so many at once of each client.
package struct HookServer: Service {
  /// What GitHub sends at most.
  static let bodyLimit = 25 << 20
  /// Below what the gateway lets through at once, so that one client cannot keep the others out.
  private static let bodiesOfAClient = 4

  private let socket: String
  private let logger: Logger
  private let screen: @Sendable (HookHead) async -> HookAnswer?
  private let receive: @Sendable (HookDelivery) async -> HookAnswer
  private let readers = HookReaders(most: bodiesOfAClient)

  /// `screen` answers what need not be read.
  package init(
    socket: String, logger: Logger, screen: @escaping @Sendable (HookHead) async -> HookAnswer?,
    receive: @escaping @Sendable (HookDelivery) async -> HookAnswer
  ) {
    self.socket = socket
    self.logger = logger
    self.screen = screen
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

  func router() -> Router<APIContext> {
    let router = Router(context: APIContext.self)
    for forge in HookDelivery.Forge.allCases {
      router.post("\(forge.rawValue)/:name") { request, context in
        let head = HookHead(forge, context.parameters.get("name") ?? "", request)
        if let answer = await self.refusal(of: head) { return HookServer.unread(answer, context) }
        guard self.readers.enter(head.client) else {
          return HookServer.unread(HookAnswer(429, "too many deliveries at once"), context)
        }
        defer { self.readers.leave(head.client) }
        return try await self.answer(request, head)
      }
    }
    return router
  }

  private func refusal(of head: HookHead) async -> HookAnswer? {
    if let answer = head.refusal { return answer }
    guard let length = head.length else { return HookAnswer(411, "the delivery does not say how long it is") }
    guard length <= HookServer.bodyLimit else { return .tooLong }
    return await screen(head)
  }

  private func answer(_ request: Request, _ head: HookHead) async throws -> Response {
    do {
      let body = try await request.body.collect(upTo: HookServer.bodyLimit)
      return HookServer.response(await receive(head.delivery(Array(body.readableBytesView))))
    } catch is NIOTooManyBytesError {
      return HookServer.response(.tooLong)
    }
  }

  private static func response(_ answer: HookAnswer) -> Response {
    Response(
      status: HTTPResponse.Status(code: answer.status), headers: [.contentType: "text/plain; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: answer.text + "\n")))
  }

  /// The body stays where it is, and the connection ends.
  private static func unread(_ answer: HookAnswer, _ context: APIContext) -> Response {
    var response = response(answer)
    let text = ByteBuffer(string: answer.text + "\n")
    response.headers[.connection] = "close"
    response.body = ResponseBody(contentLength: text.readableBytes) { writer in
      try await writer.write(text)
      try await writer.finish(nil)
      context.channel.close(promise: nil)
    }
    return response
  }
}

extension HookAnswer {
  fileprivate static let tooLong = HookAnswer(413, "the body is larger than \(HookServer.bodyLimit >> 20) MiB")
}
