import RoostEnvironments
import RoostModel

/// One command line of a deployment, followed to its end.
struct CommandStep: Sendable {
  var line: String
  var limit: Duration
  /// How to give it more time.
  var longer: String
  /// What to do when it fails.
  var cure: String
  var progress: ProgressSink
  /// Knows the secrets it was given.
  var redactor: Redactor

  /// Throws what became of it, with its last lines, unless it succeeded.
  func run(_ spec: ProcessSpec, in environment: any Environment) async throws(Problem) {
    let kills = await memoryKills(in: environment)
    let process = try await environment.spawn(spec)
    let tail = OutputTail(redactor: redactor)
    let status = try await follow(process, tail)
    guard !status.succeeded else { return }
    var reason = status.reason
    // What a tool started may have been killed while the tool itself only reports a failure.
    if let kills, let now = await memoryKills(in: environment), now > kills { reason = .outOfMemory }
    throw failure(reason, tail)
  }

  /// As the C library says it.
  private static let noSpace = "No space left on device"

  private func failure(_ reason: ExitReason, _ tail: OutputTail) -> Problem {
    var cure = cure
    if reason == .outOfMemory {
      cure =
        "give it more: `build.memory` in /etc/roost/roost.yml; or let it need less, as with NODE_OPTIONS=--max-old-space-size=512"
    }
    if tail.text?.contains(CommandStep.noSpace) == true {
      return Problem(
        .diskFull, "`\(line)` \(reason): it found no space left",
        hint: "free some on the disk of ROOST_HOME, then deploy again: df -h; the release before was not touched",
        cause: tail.text)
    }
    return Problem(.buildFailed, "`\(line)` \(reason)", hint: cure, cause: tail.text)
  }

  private func memoryKills(in environment: any Environment) async -> Int? {
    do { return try await environment.metrics().memoryKills } catch { return nil }
  }

  /// Passes the output on until the process has ended.
  private func follow(_ process: any ProcessHandle, _ tail: OutputTail) async throws(Problem) -> ExitStatus {
    let (limit, line, longer, progress) = (limit, line, longer, progress)
    do {
      return try await withThrowingTaskGroup(of: ExitStatus.self) { group in
        group.addTask {
          for try await chunk in process.output(from: 0) {
            for line in tail.append(chunk.bytes, on: chunk.channel) { progress(.output(line)) }
          }
          return try await process.exitStatus()
        }
        group.addTask {
          try await ContinuousClock().sleep(for: limit)
          throw Problem(
            .timeout, "`\(line)` did not end within \(limit.seconds) s", hint: "give it longer: \(longer)", cause: tail.text)
        }
        defer { group.cancelAll() }
        guard let status = try await group.next() else { return ExitStatus(.lost, at: 0) }
        return status
      }
    } catch { throw Problem.unexpected(error, during: "running `\(line)`") }
  }
}
