import Hummingbird
import Logging
import RoostModel

/// Turns whatever a route throws into a ``Problem`` body.
struct ProblemMiddleware: RouterMiddleware {
  typealias Context = APIContext

  let table: RouteTable

  @concurrent func handle(
    _ request: Request, context: APIContext, next: @concurrent (Request, APIContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let problem as Problem {
      return try JSONAnswer.problem(problem)
    } catch let error as HTTPError where error.status == .notFound {
      return try unknownRoute(request)
    } catch let error as HTTPError where (400..<500).contains(error.status.code) {
      return try JSONAnswer.problem(
        Problem(
          .usageInvalid, "the request cannot be read", hint: "compare it with docs/api.md, or /api/v1/openapi.json",
          cause: error.body))
    } catch {
      let problem = Problem.unexpected(error, during: "\(request.method) \(request.uri.path)")
      context.logger.error("a request failed", metadata: ["path": "\(request.uri.path)", "error": "\(error)"])
      return try JSONAnswer.problem(problem)
    }
  }

  private func unknownRoute(_ request: Request) throws -> Response {
    let prefix = "/api/v1/"
    let path = request.uri.path
    let methods = path.hasPrefix(prefix) ? table.methods(of: path.dropFirst(prefix.count)) : []
    guard !methods.isEmpty else {
      return try JSONAnswer.problem(
        Problem(
          .requestUnknown, "this daemon (\(RoostVersion.current)) does not offer \(request.method) \(path.prefix(200))",
          hint: "compare the versions of both sides: roost version"))
    }
    let allowed = methods.map(\.rawValue).sorted().joined(separator: ", ")
    var response = try JSONAnswer.problem(
      Problem(
        .methodNotAllowed, "\(request.method) is not how to ask for \(path.prefix(200))", hint: "ask with \(allowed)"))
    response.headers[.allow] = allowed
    return response
  }
}
