import RoostEnvironments
import RoostModel
import RoostStore
import RoostSystem
import SystemPackage

#if canImport(FoundationEssentials)
  import FoundationEssentials
#endif

/// The output of an app's ended runs: `logs/<run>/{run.json,output/}`.
struct AppLogs: Sendable {
  private static let exitPatience: Duration = .seconds(10)

  let paths: AppPaths
  let kept: Int
  /// The oldest runs go when all that ended take up more.
  let space: ByteCount

  /// Moves the output of an ended run out of its environment. Does nothing when it was kept before.
  func keep(_ run: LiveRun) async throws(Problem) {
    let directory = paths.log(ofRun: run.record.run)
    guard !isKept(directory) else { return }
    try await AppDirectories.make(directory)
    let exit = await knownExit(of: run)
    try await run.environment.keepOutput(of: run.process.number, in: directory.appending("output"))
    let note = KeptRun(
      run: run.record.run, release: run.record.release, process: run.process.number.rawValue,
      startedAt: run.record.startedAt, exit: exit, role: run.record.role)
    try await write(note, to: directory)
    try await prune()
  }

  /// Keeps what is left of a run whose environment is gone. How it ended is ``ExitReason/lost`` where nobody wrote it down.
  func salvage(_ record: RunRecord, _ strategy: any Strategy) async throws(Problem) -> ExitStatus? {
    guard let process = record.process else { return nil }
    let directory = paths.log(ofRun: record.run)
    guard !isKept(directory) else { return nil }
    try await AppDirectories.make(directory)
    let number = ProcessNumber(rawValue: process)
    let exit =
      try await strategy.salvage(number, of: record.environment, in: directory.appending("output"))
      ?? ExitStatus(.lost, at: record.startedAt)
    try await write(
      KeptRun(
        run: record.run, release: record.release, process: process, startedAt: record.startedAt, exit: exit, role: record.role),
      to: directory)
    return exit
  }

  private func write(_ note: KeptRun, to directory: FilePath) async throws(Problem) {
    do {
      try await AppDirectories.write(Array(JSONEncoder().encode(note)), to: directory.appending("run.json"))
    } catch { throw Problem.unexpected(error, during: "keeping the output of run \(note.run)") }
  }

  /// The note is written last.
  private func isKept(_ directory: FilePath) -> Bool { AppDirectories.exists(directory.appending("run.json")) }

  /// Ascending by run; a directory without a readable `run.json` is left alone and left out.
  func runs() async throws(Problem) -> [KeptRun] {
    guard AppDirectories.exists(paths.logs) else { return [] }
    var runs: [KeptRun] = []
    for entry in try await AppDirectories.entries(of: paths.logs).sorted() where Int(entry) != nil {
      let file = paths.logs.pushing(FilePath(entry)).appending("run.json")
      guard let bytes = try await AppDirectories.read(file, limit: 64 << 10) else { continue }
      if let note = try? JSONDecoder().decode(KeptRun.self, from: Data(bytes)) { runs.append(note) }
    }
    return runs.sorted { $0.run < $1.run }
  }

  /// What the log of a process is read from, in order: the one that serves when it has no name.
  func sources(of role: String?, live: LiveRun?, _ strategy: any Strategy) async throws(Problem) -> [LogSource] {
    let kept = try await runs().filter { $0.role == role }
    return LogOrder(kept: kept.map(\.run), live: live?.record.run).runs.compactMap { run in
      if let live, live.record.run == run {
        return LogSource(
          run: run, release: live.record.release, origin: .live(live.process), startedAt: live.record.startedAt)
      }
      return kept.first { $0.run == run }.map {
        let ended = $0.exit.flatMap { $0.reason == .lost ? nil : $0.at }
        return LogSource(
          run: run, release: $0.release, origin: .kept(strategy, output(of: run)), endedAt: ended, startedAt: $0.startedAt)
      }
    }
  }

  func output(of run: Int) -> FilePath { paths.log(ofRun: run).appending("output") }

  private func prune() async throws(Problem) {
    for runs in Dictionary(grouping: try await runs(), by: \.role).values {
      for old in runs.sorted(by: { $0.run < $1.run }).dropLast(kept) {
        try await DirectoryRemoval.remove(paths.log(ofRun: old.run))
      }
    }
    try await pruneSpace()
  }

  /// The newest run stays, however long it is.
  private func pruneSpace() async throws(Problem) {
    var used: UInt64 = 0
    for (index, run) in try await runs().reversed().enumerated() {
      let directory = paths.log(ofRun: run.run)
      used += try await BlockingWork.run { () throws(Problem) in try TreeSize.measure(directory).bytes.bytes }
      if index > 0, used > space.bytes { try await DirectoryRemoval.remove(directory) }
    }
  }

  /// It was ended a moment ago. Nil when nobody can tell, because its host is out of reach.
  private func knownExit(of run: LiveRun) async -> ExitStatus? {
    await withTaskGroup { group in
      group.addTask { try? await run.process.exitStatus() }
      group.addTask {
        // Cancelled as soon as the status is known.
        try? await ContinuousClock().sleep(for: AppLogs.exitPatience)
        return nil
      }
      defer { group.cancelAll() }
      return await group.next() ?? nil
    }
  }
}
