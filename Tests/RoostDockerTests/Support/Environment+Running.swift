import RoostEnvironments
import RoostModel

/// What a finished process came to.
struct Finished: Sendable {
  var exit: RoostModel.ExitStatus
  var output: String
}

extension Environment {
  /// Runs a shell line to its end and collects what it wrote.
  func run(_ line: String, variables: [String: String] = [:]) async throws -> Finished {
    var spec = ProcessSpec.shell(line)
    spec.variables = variables
    return try await finish(try await spawn(spec))
  }

  func finish(_ process: any ProcessHandle) async throws -> Finished {
    var bytes: [UInt8] = []
    for try await chunk in process.output(from: 0) { bytes += chunk.bytes }
    return Finished(exit: try await process.exitStatus(), output: String(decoding: bytes, as: UTF8.self))
  }
}

/// Waits for the first of a stream of events that fits, not longer than a limit.
func first<Value: Sendable>(
  in events: AsyncStream<EnvironmentEvent>, within limit: Duration = .seconds(20),
  _ pick: @escaping @Sendable (EnvironmentEvent) -> Value?
) async throws -> Value {
  try await withThrowingTaskGroup(of: Value.self) { group in
    group.addTask {
      for await event in events {
        if let value = pick(event) { return value }
      }
      throw Problem(.timeout, "the events ended first", hint: "see the test")
    }
    group.addTask {
      // The limit of the wait, not what the wait is for.
      try await Task.sleep(for: limit)
      throw Problem(.timeout, "not within \(limit)", hint: "see the test")
    }
    defer { group.cancelAll() }
    guard let value = try await group.next() else { throw Problem(.timeout, "nothing happened", hint: "see the test") }
    return value
  }
}
