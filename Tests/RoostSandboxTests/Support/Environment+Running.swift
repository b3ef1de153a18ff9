import Glibc
import RoostEnvironments
import RoostModel
import Testing

/// What a finished process came to.
struct Finished: Sendable {
  var exit: RoostModel.ExitStatus
  var output: String
  var chunks: [OutputChunk]
}

extension Environment {
  /// Runs a shell line to its end and collects what it wrote.
  func run(_ line: String, variables: [String: String] = [:]) async throws -> Finished {
    var spec = ProcessSpec.shell(line)
    spec.variables = variables
    return try await finish(try await spawn(spec))
  }

  func finish(_ process: any ProcessHandle, from offset: UInt64 = 0) async throws -> Finished {
    var chunks: [OutputChunk] = []
    for try await chunk in process.output(from: offset) { chunks.append(chunk) }
    let exit = try await process.exitStatus()
    return Finished(exit: exit, output: String(decoding: chunks.flatMap(\.bytes), as: UTF8.self), chunks: chunks)
  }
}

extension Environment {
  /// A connection attempt by bash itself; the base has no other client. A packet that is dropped is not answered: a second
  /// without an answer is a no.
  func reaches(_ address: String, _ port: Int) async throws -> Bool {
    let process = try await spawn(ProcessSpec("/bin/bash", ["-c", "exec 3<>/dev/tcp/\(address)/\(port) && echo reached"]))
    let watchdog = Task {
      try await Task.sleep(for: .seconds(1))
      try await process.signal(SIGKILL)
    }
    defer { watchdog.cancel() }
    return try await finish(process).output == "reached\n"
  }
}

extension Environment {
  /// Returns once something inside listens.
  @discardableResult
  func waitForPort() async throws -> ServedPort {
    try await first(in: await events()) { if case .portOpened(let port) = $0 { port } else { nil } }
  }
}

/// Waits for the first of a stream of events that fits, not longer than ten seconds.
func first<Value: Sendable>(
  in events: AsyncStream<EnvironmentEvent>, _ pick: @escaping @Sendable (EnvironmentEvent) -> Value?
) async throws -> Value {
  try await within(.seconds(10)) {
    for await event in events {
      if let value = pick(event) { return value }
    }
    throw Problem(.timeout, "the events ended first", hint: "see the test")
  }
}

func within<Value: Sendable>(_ limit: Duration, _ body: @escaping @Sendable () async throws -> Value) async throws -> Value {
  try await withThrowingTaskGroup(of: Value.self) { group in
    group.addTask { try await body() }
    group.addTask {
      try await Task.sleep(for: limit)
      throw Problem(.timeout, "not within \(limit)", hint: "see the test")
    }
    defer { group.cancelAll() }
    guard let value = try await group.next() else { preconditionFailure("two tasks were added") }
    return value
  }
}
