import RoostModel

/// What a command about runtimes works with.
struct RuntimeSession: Sendable {
  let operations: RuntimeOperations
  let console: Console
  /// The operations run in the daemon, and go on there when the command ends. Otherwise they run in this process.
  let inDaemon: Bool

  /// Runs what takes time, with its progress shown. Ctrl-C ends the command alone where the daemon does the work; what
  /// this process does itself is cancelled and taken back first. `activity` completes "... goes on in the daemon".
  func run<Result: Sendable>(
    _ activity: String, _ operation: @escaping @Sendable (@escaping ProgressSink) async throws(Problem) -> Result
  ) async throws(Problem) -> Result {
    let display = ProgressDisplay(console: console)
    defer { display.end() }
    guard inDaemon else { return try await runHere(activity, display, operation) }
    let told = Problem(
      .cancelled, "this command ended; \(activity) goes on in the daemon", hint: "see what became of it: roost history")
    let interruption = Interruption(reporting: told, after: display, console: console)
    defer { interruption.end() }
    return try await operation { display.show($0) }
  }

  private func runHere<Result: Sendable>(
    _ activity: String, _ display: ProgressDisplay,
    _ operation: @escaping @Sendable (@escaping ProgressSink) async throws(Problem) -> Result
  ) async throws(Problem) -> Result {
    let console = console
    let note: @Sendable () -> Void = {
      display.end()
      console.note("stopping: what \(activity) began is taken back (Ctrl-C again ends at once)\n")
    }
    return try await InterruptibleWork.run(activity, interrupted: note) { () async throws(Problem) in
      try await operation { display.show($0) }
    }
  }

  /// Asks before something that cannot be taken back lightly. Without a terminal there must be `--yes`.
  func confirm(_ question: String, command: String) async throws(Problem) {
    guard console.surroundings.interactive, !console.json else {
      throw Problem(
        .usageInvalid, "this changes what is installed, and nobody is here to be asked", hint: "say that it is meant: \(command)")
    }
    guard await Question.ask(question, console: console) else {
      throw Problem(.cancelled, "nothing was changed", hint: "to do it all the same: \(command)")
    }
  }
}
