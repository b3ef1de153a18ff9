import RoostModel

extension Console {
  /// Shows how work of the daemon gets on, which goes on there when the command is ended: `told` says so then.
  func following<Result>(
    _ told: Problem, _ work: ((ProgressEvent) -> Void) async throws(Problem) -> Result
  ) async throws(Problem) -> Result {
    let display = ProgressDisplay(console: self)
    let interruption = Interruption(reporting: told, after: display, console: self)
    defer {
      interruption.end()
      display.end()
    }
    return try await work(display.show)
  }
}
