import RoostModel

/// Why an archive is refused.
struct ZipFault: Error {
  var reason: String
  var problem: Problem?

  init(_ reason: String) { self.reason = reason }
  init(problem: Problem) {
    reason = problem.message
    self.problem = problem
  }
}
