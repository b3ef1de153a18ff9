import RoostModel

/// Runs to its end although the caller was cancelled: what was begun must be taken back, whoever has lost interest in it.
enum Uncancelled {
  static func run<Value: Sendable>(_ body: @escaping @Sendable () async throws(Problem) -> Value) async throws(Problem) -> Value {
    let work = Task { () async -> Result<Value, Problem> in
      do throws(Problem) { return .success(try await body()) } catch { return .failure(error) }
    }
    return try await work.value.get()
  }
}
