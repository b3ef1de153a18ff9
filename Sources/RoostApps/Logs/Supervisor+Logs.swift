package import RoostModel

extension Supervisor {
  package func logs(
    of name: AppName, process: String?, follows: Bool, tail: Int?, from position: LogPosition?, filter: LogFilter = LogFilter()
  ) async throws(Problem) -> AsyncThrowingStream<LogLine, any Error> {
    let reader = try await supervisor(of: name).logReader(
      of: process, follows: follows, tail: tail, from: position, filter: filter)
    return AsyncThrowingStream { try await reader.next() }
  }

  /// What deployments did and said, a line at a time.
  package func buildLogs(
    of name: AppName, _ selection: BuildLogSelection, follows: Bool, tail: Int?, from position: LogPosition?, filter: LogFilter
  ) async throws(Problem) -> AsyncThrowingStream<LogLine, any Error> {
    let reader = try await supervisor(of: name).buildLogReader(
      selection, follows: follows, tail: tail, from: position, filter)
    return AsyncThrowingStream { try await reader.next() }
  }
}
