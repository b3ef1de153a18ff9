import RoostModel

func expect(
  _ condition: Bool, _ what: @autoclosure () -> String, file: StaticString = #fileID, line: UInt = #line
) throws {
  guard condition else { throw ConformanceFailure(what(), file, line) }
}

func expect<Value: Equatable>(
  _ value: Value, is expected: Value, _ what: @autoclosure () -> String = "", file: StaticString = #fileID, line: UInt = #line
) throws {
  guard value != expected else { return }
  let (found, wanted) = ("\(value)".prefix(2000), "\(expected)".prefix(2000))
  throw ConformanceFailure("\(what()) expected \(wanted.debugDescription), found \(found.debugDescription)", file, line)
}

/// The body must throw a problem, one of these when any are named.
@discardableResult
func refused(
  _ codes: ProblemCode..., as what: String, file: StaticString = #fileID, line: UInt = #line,
  _ body: () async throws -> Void
) async throws -> Problem {
  do {
    try await body()
  } catch let problem as Problem {
    guard codes.isEmpty || codes.contains(problem.code) else {
      throw ConformanceFailure("\(what) was refused as \(problem)", file, line)
    }
    return problem
  }
  throw ConformanceFailure("\(what) was not refused", file, line)
}
