/// A problem as HTTP carries it: RFC 9457, with what ``Problem`` has besides.
package struct ProblemDocument: Encodable, Sendable {
  package static let mediaType = "application/problem+json"

  private let type: String
  private let title: String
  private let status: Int
  private let detail: String
  private let code: ProblemCode
  private let message: String
  private let hint: String
  private let cause: String?

  package init(_ problem: Problem) {
    type = "urn:roost:problem:\(problem.code.rawValue)"
    title = problem.code.title
    status = problem.code.httpStatus
    detail = problem.message
    code = problem.code
    message = problem.message
    hint = problem.hint
    cause = problem.cause
  }
}
