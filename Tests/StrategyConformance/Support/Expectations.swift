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

func within<Value: Sendable>(
  _ limit: Duration, _ what: String, _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
  try await withThrowingTaskGroup(of: Value?.self) { group in
    group.addTask { try await body() }
    group.addTask {
      try await Task.sleep(for: limit)
      return nil
    }
    defer { group.cancelAll() }
    guard let first = try await group.next(), let value = first else {
      throw Problem(.timeout, "not within \(limit): \(what)", hint: "see the case")
    }
    return value
  }
}

/// Asks again until it holds, or throws after `limit`.
func eventually(_ what: String, within limit: Duration, _ condition: () async throws -> Bool) async throws {
  let deadline = ContinuousClock.now + limit
  while try await !condition() {
    guard ContinuousClock.now < deadline else { throw Problem(.timeout, "not within \(limit): \(what)", hint: "see the case") }
    try await Task.sleep(for: .milliseconds(20))
  }
}
