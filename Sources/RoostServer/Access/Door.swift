import HTTPTypes
import Hummingbird
import RoostModel

/// Where requests come in, and what is asked of them before they are looked at.
enum Door: Sendable {
  /// The socket: the kernel has said who calls.
  case socket
  case network(NetworkDoor)
}

/// Everybody at the socket is the machine's own.
struct SocketDoor: RouterMiddleware {
  typealias Context = APIContext

  @concurrent func handle(
    _ request: Request, context: APIContext, next: @concurrent (Request, APIContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    context.actor = .local
    return try await next(request, context)
  }
}

/// Requests over the network: asked for this daemon, by a page of its own or by none, by somebody known.
struct NetworkDoor: RouterMiddleware {
  typealias Context = APIContext

  let rules: DoorRules
  let identify: @Sendable (AccessCredential, Bool) async throws(Problem) -> AccessActor?

  @concurrent func handle(
    _ request: Request, context: APIContext, next: @concurrent (Request, APIContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    let knock = Knock(request, peer: context.channel.remoteAddress?.ipAddress ?? "", rules)
    context.address = knock.client
    context.isSecure = try rules.admit(knock)
    do throws(Problem) {
      if let credential = try rules.credential(of: knock, isSecure: context.isSecure) {
        guard let actor = try await identify(credential, true) else { throw Problem.unknownCredential }
        context.actor = actor
        let identify = identify
        context.isStillKnown = { (try? await identify(credential, false)) == actor }
      }
    } catch {
      // Whether that matters, the route says.
      guard error.code == .accessUnauthenticated else { throw error }
      context.hasWrongCredential = true
    }
    return try await next(request, context)
  }
}

/// What of a request decides whether it comes in.
struct Knock: Sendable {
  var method: HTTPRequest.Method
  /// As the client wrote it, with its port.
  var host: String?
  var origin: String?
  var fetchSite: String?
  var authorization: String?
  var cookies: String?
  /// Who is at the other end of the connection.
  var peer: String
  /// Who asked, as the proxy in front says where there is one.
  var client: String

  init(_ request: Request, peer: String, _ rules: DoorRules) {
    func field(_ name: String) -> String? { HTTPField.Name(name).flatMap { request.headers[$0] } }
    method = request.method
    host = request.head.authority
    origin = field("origin")
    fetchSite = field("sec-fetch-site")
    authorization = field("authorization")
    cookies = field("cookie")
    self.peer = peer
    let last = field("x-forwarded-for")?.split(separator: ",").last.map { $0.filter { $0 != " " }.prefix { $0 != "%" } }
    client = rules.isBehindProxy ? last.flatMap { IPAddress(String($0)) == nil ? nil : String($0) } ?? peer : peer
  }
}
