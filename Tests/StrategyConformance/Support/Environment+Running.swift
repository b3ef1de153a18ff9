import RoostEnvironments
import RoostModel
import RoostTestSupport

extension Environment {
  /// Something in the place where writing is allowed.
  func inside(_ name: String) -> String { "\(spec.workingDirectory)/\(name)" }

  /// Its standard output, when it succeeded.
  func text(_ line: String, file: StaticString = #fileID, at number: UInt = #line) async throws -> String {
    let done = try await run(line)
    try expect(done.exit.succeeded, "`\(line)` \(done.exit.reason): \(done.output.prefix(500))", file: file, line: number)
    return done.output(.standardOutput)
  }

  /// The first event that fits.
  func first<Value: Sendable>(
    _ what: String, within limit: Duration, _ pick: @escaping @Sendable (EnvironmentEvent) -> Value?
  ) async throws -> Value {
    try await events().first(what, within: limit, pick)
  }

  @discardableResult
  func port(_ number: UInt16, within limit: Duration) async throws -> ServedPort {
    try await first("port \(number) opens", within: limit) { event in
      if case .portOpened(let port) = event, port.port == number { port } else { nil }
    }
  }
}

extension AsyncStream<EnvironmentEvent> {
  func first<Value: Sendable>(
    _ what: String, within limit: Duration, _ pick: @escaping @Sendable (EnvironmentEvent) -> Value?
  ) async throws -> Value {
    try await within(limit, what) {
      for await event in self { if let value = pick(event) { return value } }
      throw Problem(.timeout, "the events ended before \(what)", hint: "see the case")
    }
  }
}

extension ProcessHandle {
  /// Returns once it has written `text`, with all until then.
  @discardableResult
  func says(_ text: String, within limit: Duration) async throws -> String {
    try await within(limit, "process \(number) says \(text.debugDescription)") {
      var seen = ""
      for try await chunk in output(from: 0) {
        seen += String(decoding: chunk.bytes, as: UTF8.self)
        if seen.contains(text) { return seen }
      }
      throw Problem(.timeout, "process \(number) ended and said \(seen.debugDescription)", hint: "see the case")
    }
  }
}
