package import RoostEnvironments
package import RoostModel

extension Environment {
  /// Runs a shell line to its end and collects what it wrote.
  package func run(
    _ line: String, variables: [String: String] = [:], _ change: (inout ProcessSpec) -> Void = { _ in }
  ) async throws -> Finished {
    var process = ProcessSpec.shell(line)
    process.variables = variables
    change(&process)
    return try await spawn(process).finished()
  }

  /// Returns once something inside listens.
  @discardableResult
  package func waitForPort() async throws -> ServedPort {
    try await first(in: await events()) { if case .portOpened(let port) = $0 { port } else { nil } }
  }
}

extension ProcessHandle {
  /// Everything from `offset` on, to the end. A hole in the output, or a piece given twice, throws.
  package func finished(from offset: UInt64 = 0) async throws -> Finished {
    var chunks: [OutputChunk] = []
    var expected = offset
    for try await chunk in output(from: offset) {
      guard chunk.offset == expected else { throw OutputHole(due: expected, came: chunk.offset) }
      expected = chunk.nextOffset
      chunks.append(chunk)
    }
    return Finished(exit: try await exitStatus(), chunks: chunks)
  }
}

/// The first of a stream of events that fits, within a limit.
package func first<Value: Sendable>(
  in events: AsyncStream<EnvironmentEvent>, within limit: Duration = .seconds(20),
  _ pick: @escaping @Sendable (EnvironmentEvent) -> Value?
) async throws -> Value {
  try await within(limit, "an event that fits") {
    for await event in events {
      if let value = pick(event) { return value }
    }
    throw TimedOut(what: "an event that fits: the events ended first", limit: limit)
  }
}

/// Some output is missing, or was given twice: its offset in bytes.
package struct OutputHole: Error {
  package var due: UInt64
  package var came: UInt64
}
