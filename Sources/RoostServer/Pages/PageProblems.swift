import HTTPTypes
import Hummingbird
import RoostDashboard
import RoostModel

/// Problems of pages are pages. Who is not known goes to where one logs in, and a session that is over is taken from the browser.
struct PageProblems: RouterMiddleware {
  typealias Context = APIContext

  @concurrent func handle(
    _ request: Request, context: APIContext, next: @concurrent (Request, APIContext) async throws -> Response
  ) async throws -> Response {
    let path = request.uri.path
    guard path != "/api", !path.hasPrefix("/api/") else { return try await next(request, context) }
    do {
      return try await next(request, context)
    } catch let error as HTTPError where error.status == .notFound {
      return missing(request, context)
    } catch {
      return answer(Problem.unexpected(error, during: "a page"), request, context)
    }
  }

  private func missing(_ request: Request, _ context: APIContext) -> Response {
    PageAnswer.page(MissingPage(), in: PageAnswer.frame(request, context), status: .notFound)
  }

  private func answer(_ problem: Problem, _ request: Request, _ context: APIContext) -> Response {
    guard problem.code == .accessUnauthenticated, context.actor.kind == .nobody else {
      let status = HTTPResponse.Status(code: problem.code.httpStatus)
      return PageAnswer.page(ProblemPage(problem), in: PageAnswer.frame(request, context), status: status)
    }
    let wanted = request.method == .get ? PageAnswer.path(request.uri.path) : nil
    let next = wanted.flatMap { $0 == "/" || $0 == "/login" ? nil : "?next=\(PathSegment.encode($0))" } ?? ""
    var response = PageAnswer.redirect(to: Place.login.path + next)
    // One that is not valid any more would be refused again on the page to log in.
    for name in [SessionCookie.plain, SessionCookie.secure] where request.headers[.cookie]?.contains("\(name)=") == true {
      let isSecure = name == SessionCookie.secure
      response.headers.append(
        HTTPField(name: .setCookie, value: "\(name)=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0\(isSecure ? "; Secure" : "")"))
    }
    return response
  }
}
