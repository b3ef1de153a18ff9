import RoostEnvironments
import RoostModel
import RoostSystem
import SystemPackage

/// One command line of a deployment, followed to its end.
struct CommandStep: Sendable {
  var line: String
  var limit: Duration
  /// How to give it more time.
  var longer: String
  /// What to do when it fails.
  var cure: String
  /// Of its environment; `nil` where it has no limit.
  var memory: ByteCount?
  /// How to give it that much memory.
  var roomier: @Sendable (ByteCount) -> String
  /// What it writes to.
  var disk: FilePath
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
    throw await failure(reason, tail)
  }

  private func failure(_ reason: ExitReason, _ tail: OutputTail) async -> Problem {
    if reason == .outOfMemory { return outOfMemory(tail) }
    let disk = disk
    let space = await BlockingWork.run { try? DiskSpace.at(disk) }
    let said = tail.text ?? ""
    guard CommandStep.noSpace.contains(where: said.contains) || space.map({ $0.free < CommandStep.nothing }) ?? false else {
      return Problem(.buildFailed, "`\(line)` \(reason)", hint: cure, cause: tail.text)
    }
    if let space, space.free > CommandStep.plenty {
      return Problem(
        .diskFull, "`\(line)` \(reason): it found no space left where it wrote",
        hint: "\(disk) has \(space.free) free, so that it was /tmp, which lies in memory, or the disk of another host: write "
          + "less there, or to /data, which a release command and the app have",
        cause: tail.text)
    }
    let left = space.map { ", \($0.free) of \($0.total) are free at \(disk)" } ?? ""
    return Problem(
      .diskFull, "`\(line)` \(reason): it found no space left\(left)",
      hint: "free some on the disk of \(disk), then deploy again: df -h \(disk); the release before was not touched",
      cause: tail.text)
  }

  private func outOfMemory(_ tail: OutputTail) -> Problem {
    let limit = memory.map { " of \($0.bytes >> 20) MiB" } ?? ""
    let wanted = ByteCount(max(memory?.bytes ?? 0, 256 << 20) * 2)
    return Problem(
      .buildFailed, "`\(line)` \(ExitReason.outOfMemory)\(limit)",
      hint: "give it more: \(roomier(wanted)); or let it need less, as Node does with NODE_OPTIONS=--max-old-space-size=512",
      cause: tail.text)
  }

  /// As the C library says it, and Node, and Go.
  private static let noSpace = ["No space left on device", "no space left on device", "Disk quota exceeded"]
  /// With less than that no build gets on, whatever it says of it.
  private static let nothing = ByteCount.mebibytes(1)
  /// Whoever finds no space beside that much writes elsewhere.
  private static let plenty = ByteCount.mebibytes(512)

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
