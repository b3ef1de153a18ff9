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
  /// Of a run that goes on, where nothing else is asked for.
  static let keptOfRun: UInt64 = 32 << 20

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

  /// What the log of a process is read from, in order: the one that serves when it has no name. Of one release, if one is asked for.
  func sources(of role: String?, _ present: PresentRuns, release: Int?, _ strategy: any Strategy) async throws(Problem)
    -> [LogSource]
  {
    let kept = try await runs().filter { $0.role == role && release ?? $0.release == $0.release }
    let live = present.live.flatMap { release ?? $0.record.release == $0.record.release ? $0 : nil }
    var sources = kept.map { source($0, strategy) }
    for run in present.leaving where release ?? run.record.release == run.record.release {
      guard !sources.contains(where: { $0.run == run.record.run }) else { continue }
      if let source = try await source(leaving: run, isStill: present.still.contains(run.record.environment), strategy) {
        sources.append(source)
      }
    }
    if let live, present.still.contains(live.record.environment) {
      if let source = try await source(leaving: live, isStill: true, strategy) { sources.append(source) }
    } else if let live {
      let origin = LogSource.Origin.live(live.process, live.record.environment)
      sources.append(
        LogSource(run: live.record.run, release: live.record.release, origin: origin, startedAt: live.record.startedAt))
    }
    let ordered = LogOrder(kept: sources.map(\.run).filter { $0 != live?.record.run }, live: live?.record.run)
    return ordered.runs.compactMap { run in sources.last { $0.run == run } }
  }

  private func source(_ kept: KeptRun, _ strategy: any Strategy) -> LogSource {
    let ended = kept.exit.flatMap { $0.reason == .lost ? nil : $0.at }
    return LogSource(
      run: kept.run, release: kept.release, origin: .kept(strategy, output(of: kept.run)), endedAt: ended,
      startedAt: kept.startedAt)
  }

  /// `nil` where its output is on another host, and its agent stands still. One that stands still here has a place though it
  /// has written nothing yet: whoever follows waits there.
  private func source(leaving run: LiveRun, isStill: Bool, _ strategy: any Strategy) async throws(Problem) -> LogSource? {
    let (record, number) = (run.record, run.process.number)
    let written = try await strategy.writtenOutput(of: number, in: record.environment, from: 0)
    let origin: LogSource.Origin
    if let written, isStill || !written.isSilent {
      origin = .standing(strategy, number, record.environment)
    } else if !isStill {
      origin = .live(run.process, record.environment)
    } else {
      return nil
    }
    return LogSource(run: record.run, release: record.release, origin: origin, startedAt: record.startedAt)
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

  /// What the output of all ended runs takes up.
  func space() async throws(Problem) -> ByteCount {
    var used = ByteCount(0)
    for run in try await runs() {
      let directory = paths.log(ofRun: run.run)
      used = used + (try await BlockingWork.run { () throws(Problem) in try TreeSize.measure(directory).bytes })
    }
    return used
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
