import Hummingbird
import Logging
import RoostModel

/// Turns whatever a route throws into a ``Problem`` body.
struct ProblemMiddleware: RouterMiddleware {
  typealias Context = APIContext

  @concurrent func handle(
    _ request: Request, context: APIContext, next: @concurrent (Request, APIContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let problem as Problem {
      return try JSONAnswer.problem(problem)
    } catch let error as HTTPError where error.status == .notFound {
      return try JSONAnswer.problem(unknownRoute(request))
    } catch {
      let problem = Problem.unexpected(error, during: "\(request.method) \(request.uri.path)")
      context.logger.error("a request failed", metadata: ["path": "\(request.uri.path)", "error": "\(error)"])
      return try JSONAnswer.problem(problem)
    }
  }

  private func unknownRoute(_ request: Request) -> Problem {
    Problem(
      .unsupported, "this daemon (\(RoostVersion.current)) does not offer \(request.method) \(request.uri.path.prefix(200))",
      hint: "compare the versions of both sides: roost version")
  }
}
