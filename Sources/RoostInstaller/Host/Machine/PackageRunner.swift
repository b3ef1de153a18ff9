import RoostModel
import RoostSystem

/// Asks a package manager and lets it work: never beside another run, and never a success while one holds the lock.
struct PackageRunner: Sendable {
  let manager: any PackageManager
  let root: HostRoot
  /// For other runs to end.
  var lockLimit: Duration = .seconds(600)
  var progress: ProgressSink = { _ in }
  /// Whether somebody asked to stop: other runs are then not waited for. Own runs are never ended half-way.
  var isStopping: @Sendable () -> Bool = { false }

  func ask<Answer>(_ query: PackageQuestion<Answer>) async throws(Problem) -> Answer {
    let result = try await query.command.run()
    guard result.succeeded || query.toleratesFailure else { throw query.command.failure(result) }
    return try query.read(result)
  }

  /// Who works on the packages now.
  func holdsLock() async throws(Problem) -> LockHolder? {
    let look = LockLook(root: root, locks: manager.care.locks)
    return try await BlockingWork.run { () throws(Problem) in try look.holder() }
  }

  func updateLists() async throws(Problem) { try await run(manager.updateLists(), stage: "lists", "what packages there are") }

  func perform(_ action: PackageAction) async throws(Problem) {
    switch action {
    case .install(let wishes):
      try await run(manager.command(for: action), stage: "install", PackageRunner.list(wishes.map(\.name)))
    case .remove(let names, _): try await run(manager.command(for: action), stage: "remove", PackageRunner.list(names))
    }
  }

  /// The first few names.
  static func list(_ names: [String]) -> String {
    guard names.count > 6 else { return names.joined(separator: " ") }
    return names.prefix(5).joined(separator: " ") + " and \(names.count - 5) more"
  }

  /// Brings the database in order after a killed run. Answers with what was half-installed.
  func mend() async throws(Problem) -> Set<String> {
    let broken = try await ask(manager.query()).broken
    guard let last = manager.care.mend.last else { return broken }
    for command in manager.care.mend.dropLast() {
      try await waitForLock()
      let result = try await whole(command)
      if !result.succeeded {
        progress(.warning("`\(command.tool)` could not mend all at once: \(command.failure(result).message)"))
      }
    }
    try await run(last, stage: "repair", "\(manager.kind.rawValue)'s database")
    return broken
  }

  private func run(_ command: ExternalCommand, stage: String, _ detail: String) async throws(Problem) {
    try await waitForLock()
    let clock = ContinuousClock()
    let begin = clock.now
    progress(.stage(stage, detail: detail))
    let result = try await whole(command)
    guard result.succeeded else { throw try await explained(command, result) }
    progress(.finished(stage, seconds: (clock.now - begin) / .seconds(1)))
  }

  /// To its end, whoever is cancelled: half of it would be worse than none or all.
  private func whole(_ command: ExternalCommand) async throws(Problem) -> CommandResult {
    let progress = progress
    return try await Uncancelled.run { () async throws(Problem) in try await command.run { progress(.output($0)) } }
  }

  /// Puts marks back. What it says is told, and nothing fails for it.
  func mark(_ difference: MarkDifference) async throws(Problem) {
    guard let marks = manager.care.marks else { return }
    for (command, names) in [(marks.automatic, difference.toAutomatic), (marks.manual, difference.toManual)] where !names.isEmpty
    {
      var full = command
      full.arguments += names
      let result = try await whole(full)
      if !result.succeeded { progress(.warning(full.failure(result).message)) }
    }
  }

  /// Packages that came only because others need them; `nil` where the manager does not tell.
  func automatic() async throws(Problem) -> Set<String>? {
    guard let list = manager.care.marks?.list else { return nil }
    let text = try await list.succeed().standardOutput
    return Set(text.split(whereSeparator: \.isNewline).map(String.init))
  }

  /// Shows each holder once. Past the limit: `lock.held`, naming the last one.
  private func waitForLock() async throws(Problem) {
    let clock = ContinuousClock()
    let deadline = clock.now + lockLimit
    var shown: LockHolder?
    var pause = Duration.milliseconds(50)
    while let holder = try await holdsLock() {
      if shown?.pid != holder.pid { progress(.stage("wait", detail: "\(holder) is working on the packages")) }
      shown = holder
      if isStopping() { throw Problem(.cancelled, "\(holder) was not waited for", hint: "run the command again to continue") }
      guard clock.now + pause < deadline else { throw holder.problem(manager.kind) }
      do { try await clock.sleep(for: pause) } catch { throw Problem.unexpected(error, during: "waiting for \(holder)") }
      pause = min(pause * 2, .milliseconds(500))
    }
  }

  private func explained(_ command: ExternalCommand, _ result: CommandResult) async throws(Problem) -> Problem {
    let failure = command.failure(result)
    let text = result.standardError + result.standardOutput
    if text.contains("Could not get lock") || text.contains("frontend lock was locked") {
      return try await holdsLock()?.problem(manager.kind)
        ?? Problem(.lockHeld, "\(manager.kind.rawValue) is at work", hint: "run the command again", cause: failure.cause)
    }
    if text.contains("Held packages were changed") {
      return Problem(
        .runtimeConflict, "a package that is held back would have to change",
        hint: "see which, and release it: apt-mark showhold; apt-mark unhold NAME", cause: failure.cause)
    }
    return failure
  }
}
