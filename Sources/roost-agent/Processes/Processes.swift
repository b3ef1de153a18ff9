import Glibc
import RoostAgentProtocol

/// The processes that clients asked for: starts them, collects them, remembers how they ended.
final class Processes {
  /// What a start or an end means to others.
  var onStart: (ChildProcess) -> Void = { _ in }
  var onExit: (ExitRecord) -> Void = { _ in }
  /// Between asking a process to end whose time is over, and killing it.
  private static let timeLimitGrace: UInt64 = 5_000_000_000

  /// While set, nothing starts, and what is killed counts as destroyed.
  var isClosing = false
  /// The time of the environment is over: what still runs ends because of that, however it does.
  var areOverdue = false

  /// Ten years.
  private static let maximumLimit: UInt64 = 315_360_000_000

  /// Timers of time limits, by process.
  private var limits: [UInt32: UInt64] = [:]
  private let loop: EventLoop
  private let spawner: Spawner
  private let store: JournalStore
  private let victims: MemoryVictims
  private let null: Descriptor
  private let inhabitants: Inhabitants
  private var all: [UInt32: ChildProcess] = [:]
  private var running: [Int32: ChildProcess] = [:]
  private var ended: [UInt32] = []
  private var lastNumber: UInt32

  init(
    _ loop: EventLoop, _ spawner: Spawner, _ store: JournalStore, _ victims: MemoryVictims, _ inhabitants: Inhabitants,
    null: Descriptor
  ) throws(SystemFailure) {
    self.loop = loop
    self.spawner = spawner
    self.store = store
    self.victims = victims
    self.inhabitants = inhabitants
    self.null = null
    lastNumber = try store.lastProcess()
  }

  var records: [ProcessRecord] { all.values.map(\.record).sorted { $0.process < $1.process } }
  var statistics: AgentStatistics {
    victims.look()
    return Usage.of(inhabitants, memoryKills: victims.known)
  }
  var areRunning: Bool { !running.isEmpty }

  func process(_ number: UInt32) throws(SystemFailure) -> ChildProcess {
    guard let process = all[number] else { throw SystemFailure(ESRCH) }
    return process
  }

  func spawn(_ request: SpawnRequest) throws(SpawnFailure) -> ChildProcess {
    guard !isClosing else { throw SpawnFailure(stage: .closing, errno: ESHUTDOWN) }
    let streams = try StandardStreams(request, null: null)
    let pid = try spawner.start(request, streams)
    let process = try adopt(pid, streams)
    all[process.number] = process
    running[pid] = process
    onStart(process)
    if let limit = request.limitMilliseconds { watch(process, limit) }
    return process
  }

  private func watch(_ process: ChildProcess, _ milliseconds: UInt64) {
    let nanoseconds = min(milliseconds, Processes.maximumLimit) * 1_000_000
    let end = loop.after(nanoseconds: nanoseconds) { [unowned self, weak process] in
      guard let process, running[process.pid] === process else { return }
      process.timeOut(among: inhabitants)
      limits[process.number] = loop.after(nanoseconds: Processes.timeLimitGrace) { [unowned self, weak process] in
        guard let process, running[process.pid] === process else { return }
        try? process.signal(SIGKILL, among: inhabitants)
      }
    }
    limits[process.number] = end
  }

  private func adopt(_ pid: Int32, _ streams: StandardStreams) throws(SpawnFailure) -> ChildProcess {
    lastNumber += 1
    let journal = Journal(process: lastNumber, store: store)
    do throws(SystemFailure) {
      return try ChildProcess(number: lastNumber, pid: pid, journal: journal, streams, loop)
    } catch {
      // Nobody would hear it. It is collected like any orphan.
      kill(pid, SIGKILL)
      throw SpawnFailure(stage: .output, errno: error.errno)
    }
  }

  /// To the session of a process. An ended one's pid may have gone to another since.
  func signal(_ number: UInt32, _ signal: Int32) throws(SystemFailure) {
    let process = try process(number)
    if process.exit != nil && running[process.pid] != nil { throw SystemFailure(ESRCH) }
    try process.signal(signal, among: inhabitants)
  }

  /// Collects every child that has ended, adopted ones included. False when there is none left at all.
  func collect() -> Bool {
    while true {
      var status: Int32 = 0
      let pid = waitpid(-1, &status, WNOHANG)
      if pid < 0 { return errno != ECHILD }
      if pid == 0 { return true }
      if let process = running.removeValue(forKey: pid) { end(process, reason(status, of: process)) }
    }
  }

  /// For processes that even SIGKILL did not end in time.
  func abandonRunning() {
    for process in running.values { end(process, areOverdue ? .timedOut : .destroyed) }
    running = [:]
  }

  private func end(_ process: ChildProcess, _ reason: ExitRecord.Reason) {
    process.finishOutput()
    if let timer = limits.removeValue(forKey: process.number) { loop.cancelTimer(timer) }
    let exit = ExitRecord(
      process: process.number, reason: reason, nanoseconds: Clock.realtime, outputEnd: process.journal.end)
    store.record(exit)
    process.ended(exit)
    onExit(exit)
    ended.append(process.number)
    if ended.count > Int(store.limits.endedProcesses) { forget(ended.removeFirst()) }
  }

  private func forget(_ number: UInt32) {
    all.removeValue(forKey: number)?.forget()
    store.forget(number)
  }

  private func reason(_ status: Int32, of process: ChildProcess) -> ExitRecord.Reason {
    victims.look()
    let signal = status & 0x7f
    if process.isOverdue || areOverdue { return .timedOut }
    if signal == 0 { return .exited((status >> 8) & 0xff) }
    if isClosing && (signal == SIGTERM || signal == SIGKILL) { return .destroyed }
    if signal == SIGKILL && !process.wasKilled && victims.claim() { return .outOfMemory }
    return .signaled(signal)
  }
}
