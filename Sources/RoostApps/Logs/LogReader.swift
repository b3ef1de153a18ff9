import RoostEnvironments
import RoostModel
import RoostStore

/// Reads an app's output over all its runs, and follows the live one into the next.
///
/// An actor because a stream's consumer may be any task. It is pulled, so a slow client holds nothing in memory.
actor LogReader {
  private let supervisor: AppSupervisor
  /// Which process; `nil` is the one that serves.
  private let role: String?
  private let strategy: any Strategy
  private let logs: AppLogs
  private let follows: Bool
  private var position: LogPosition
  private var current: AsyncThrowingStream<OutputChunk, any Error>.Iterator?
  /// Where the present output of the open run ends, for a reader that does not follow.
  private var end: UInt64?
  private var release = 0
  /// The run that was opened last, and how it is read.
  private var opened = 0
  private var origin: LogSource.Origin?
  private var text = OutputText()
  private var redactor = Redactor.none
  private var output = RedactedOutput(.none)
  /// Which run ``redactor`` is for.
  private var redacted: Int?
  /// Where a reader goes on who has seen what was handed out.
  private var resumed: UInt64 = 0
  /// Of the newest chunk.
  private var lastAt = 0.0
  /// Failures since the last chunk: the agent of a run that is being put away drops its readers.
  private var failures = 0
  private let filter: LogFilter
  /// Where a run was left, or found at its end, that may serve again: it stands still, or was replaced a moment ago.
  private var left: LogPosition?
  /// Of the open run, when single lines are asked for.
  private var lines: LogLines?
  private var ready = ReadyLines<LogLines.Line>()
  /// Nothing that comes is wanted.
  private var isOver = false

  init(
    supervisor: AppSupervisor, role: String?, strategy: any Strategy, logs: AppLogs, follows: Bool, from position: LogPosition,
    filter: LogFilter = LogFilter()
  ) {
    self.supervisor = supervisor
    self.role = role
    self.strategy = strategy
    self.logs = logs
    self.follows = follows
    self.position = position
    self.filter = filter
  }

  /// `nil` at the end of what is there, or never while it follows.
  func next() async throws -> LogLine? {
    while true {
      if let line = nextLine() { return line }
      if isOver { return nil }
      if current == nil, try await !open() { return nil }
      do {
        if let chunk = try await nextChunk() {
          try Task.checkCancellation()
          if let line = take(chunk) { return line }
          continue
        }
        if await standsStill() {
          current = nil
          continue
        }
        if let rest = rest() { return rest }
        if case .standing = origin { left = position }
        position = LogPosition(run: position.run + 1, offset: 0)
        if !ready.isEmpty {
          current = nil
          continue
        }
      } catch is CancellationError {
        throw CancellationError()
      } catch {
        failures += 1
        if failures > 3 { throw error }
      }
      current = nil
    }
  }

  private func nextChunk() async throws -> OutputChunk? {
    if let end, position.offset >= end { return nil }
    // The iterator is this actor's alone; taking it out keeps the call from overlapping an access to `self`.
    guard var iterator = current else { return nil }
    let chunk = try await iterator.next(isolation: #isolation)
    current = iterator
    return chunk
  }

  /// A piece of output, or with single lines the first of those that became whole.
  private func take(_ chunk: OutputChunk) -> LogLine? {
    guard lines != nil else { return line(chunk) }
    let gap = chunk.offset > position.offset && position.seen == nil
    position = LogPosition(run: position.run, offset: chunk.nextOffset)
    failures = 0
    ready.add(lines?.take(chunk, afterGap: gap) ?? [])
    isOver = filter.isOver(at: chunk.at)
    return nextLine()
  }

  private func nextLine() -> LogLine? {
    guard let line = ready.take() else { return nil }
    // Of a run that is over they are handed out after the next one's number is known.
    return LogLine(
      release: release, run: opened, channel: line.channel, offset: line.start, at: line.at, text: line.text, gap: line.gap,
      next: LogPosition(run: opened, offset: line.after.offset, seen: line.after.seen))
  }

  private func line(_ chunk: OutputChunk) -> LogLine {
    let gap = chunk.offset > position.offset
    if gap {
      text = OutputText()
      output = RedactedOutput(redactor)
    }
    position.offset = chunk.nextOffset
    failures = 0
    lastAt = chunk.at
    let shown = text.take(output.take(chunk.bytes, on: chunk.channel), on: chunk.channel)
    // Whoever goes on there reads again what waits here: a character that is cut, or what may be the beginning of a secret.
    let waiting = text.waiting(on: chunk.channel) + output.waiting(on: chunk.channel)
    if waiting <= chunk.bytes.count { resumed = chunk.nextOffset - UInt64(waiting) }
    return LogLine(
      release: release, run: position.run, channel: chunk.channel, offset: chunk.offset, at: chunk.at, text: shown, gap: gap,
      nextOffset: resumed)
  }

  /// What a run that is over left unfinished.
  private func rest() -> LogLine? {
    if lines != nil {
      ready.add(lines?.finish() ?? [])
      return nil
    }
    while let (channel, bytes) = output.takeRest() {
      let shown = text.take(bytes, on: channel)
      if !shown.isEmpty { return restLine(shown, channel) }
    }
    return text.takeRest().map { restLine($0.text, $0.channel) }
  }

  private func restLine(_ shown: String, _ channel: OutputChannel) -> LogLine {
    LogLine(
      release: release, run: position.run, channel: channel, offset: position.offset, at: lastAt, text: shown,
      nextOffset: position.offset)
  }

  /// Opens the output of the first run at or after the position. `false` when there is none and none is waited for.
  private func open() async throws -> Bool {
    while true {
      if let source = try await source() {
        if source.run != position.run { position = LogPosition(run: source.run, offset: 0) }
        if redacted != position.run { try await prepareRedaction() }
        release = source.release
        (opened, origin) = (source.run, source.origin)
        end = follows ? nil : try await source.presentEnd()
        current = output(of: source).makeAsyncIterator()
        return true
      }
      guard follows, await supervisor.waitForRun(of: role, after: position.run - 1, orAgain: left?.run) else { return false }
      if let left, await supervisor.run(of: role)?.record.run == left.run {
        position = left
        self.left = nil
      }
    }
  }

  /// Whether the run that was followed has been frozen: the rest of it is read from the disk.
  private func standsStill() async -> Bool {
    guard follows, case .live(_, let environment) = origin else { return false }
    return await supervisor.still.contains(environment)
  }

  private func output(of source: LogSource) -> AsyncThrowingStream<OutputChunk, any Error> {
    let output = source.output(from: position.offset)
    guard follows, case .live(_, let environment) = source.origin else { return output }
    let supervisor = supervisor
    return FollowedOutput(output: output) { await supervisor.waitUntilStill(environment) }.stream
  }

  /// An app that was started again may have other secrets.
  private func prepareRedaction() async throws {
    redactor = try await supervisor.redactor()
    output = RedactedOutput(redactor)
    lines = filter.looksAtLines ? LogLines(redactor, filter, seen: position.seen ?? 0) : nil
    redacted = position.run
    resumed = position.offset
  }

  private func source() async throws -> LogSource? {
    let present = await supervisor.presentRuns(of: role)
    let all = try await logs.sources(of: role, present, release: filter.release, strategy)
    let sources = all.filter { $0.run >= position.run }
    // Read again when it serves again.
    if follows, left == nil, let former = all.last(where: { $0.run < position.run && $0.isPresent }) {
      left = try await former.end().map { LogPosition(run: former.run, offset: $0) }
    }
    let wanted = sources.first { filter.mayBe(in: $0.release, endedAt: $0.endedAt, startedAt: $0.startedAt) }
    // Those that are not wanted are not waited for either.
    if wanted == nil, let last = [sources.last?.run, present.live?.record.run].compactMap({ $0 }).max(), last >= position.run {
      position = LogPosition(run: last + 1, offset: 0)
    }
    return wanted
  }
}
