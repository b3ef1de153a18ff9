import HTTPTypes
import Hummingbird

/// What browsers must not do with answers of the API.
struct SecurityHeaders: RouterMiddleware {
  typealias Context = APIContext

  private static let fields: [(HTTPField.Name, String)] = [
    ("content-security-policy", "default-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    // With `no-referrer` browsers would not say the origin of a form.
    ("referrer-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cache-control", "no-store"),
  ].compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }

  @concurrent func handle(
    _ request: Request, context: APIContext, next: @concurrent (Request, APIContext) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    for (name, value) in SecurityHeaders.fields where name != .cacheControl || response.headers[name] == nil {
      response.headers[name] = value
    }
    return response
  }
}
