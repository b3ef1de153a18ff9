import HTTPTypes
import Hummingbird
import RoostModel

/// A `HEAD` is answered as a `GET` is, without its body (RFC 9110, 9.3.2); so is what is refused. Outermost, because a body that nobody
/// expects is taken for the next answer.
struct HeadAnswers: RouterMiddleware {
  typealias Context = APIContext

  @concurrent func handle(
    _ request: Request, context: APIContext, next: @concurrent (Request, APIContext) async throws -> Response
  ) async throws -> Response {
    let response = try await next(request, context)
    guard request.method == .head else { return response }
    guard response.body.contentLength != nil else { return try HeadAnswers.endless(request).createHeadResponse() }
    return response.createHeadResponse()
  }

  /// Of what comes as it is made, no length can be told, and HTTP/1.1 would frame it as a body.
  private static func endless(_ request: Request) throws -> Response {
    var response = try JSONAnswer.problem(
      Problem(.methodNotAllowed, "\(request.uri.path.prefix(200)) comes as it is made", hint: "ask with GET"))
    response.headers[.allow] = "GET"
    return response
  }
}
