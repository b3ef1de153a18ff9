import RoostAgentProtocol
import RoostModel

/// What is known of an environment, from what its agent says. Pure: every message in, the resulting events out.
struct ObservedState {
  /// `exit` is nil while it runs.
  struct Process: Equatable {
    /// As seen inside.
    var pid: Int32
    var exit: ExitStatus?
  }

  /// Ended processes that are remembered; the oldest go first.
  static let endedLimit = 1024

  /// Ports that are remembered. More is an attempt on the daemon's memory.
  static let portLimit = 1024

  private(set) var state = EnvironmentState.created
  private(set) var ports: [ServedPort] = []
  private(set) var processes: [ProcessNumber: Process] = [:]
  /// Ports that an earlier connection told of and the present one has not confirmed yet.
  private var unconfirmed: Set<ServedPort> = []

  /// Limits it has come to.
  private(set) var limits: Set<ReachedLimit> = []
  /// It ends, and the agent with it.
  var isOutOfTime: Bool { limits.contains(.time) }

  var isOver: Bool { state.isOver }

  mutating func enter(_ next: EnvironmentState) -> [EnvironmentEvent] {
    guard next != state, !isOver else { return [] }
    state = next
    return [.state(next)]
  }

  /// A new connection begins by telling what is there.
  mutating func beginSnapshot() { unconfirmed = Set(ports) }

  mutating func apply(_ message: AgentMessage) -> [EnvironmentEvent] {
    switch message {
    case .processStarted(let process, let pid), .started(let process, let pid):
      return started(ProcessNumber(rawValue: process), pid)
    case .processExited(let record): return ended(ProcessNumber(rawValue: record.process), ExitStatus(record))
    case .portOpened(let record): return opened(ServedPort(record))
    case .portClosed(let record): return closed(ServedPort(record))
    case .limitReached(let limit): return reached(limit)
    case .caughtUp: return confirmed()
    default: return []
    }
  }

  mutating func apply(_ records: [ProcessRecord]) -> [EnvironmentEvent] {
    var events: [EnvironmentEvent] = []
    for record in records {
      let number = ProcessNumber(rawValue: record.process)
      events += started(number, record.pid)
      if let exit = record.exit { events += ended(number, ExitStatus(exit)) }
    }
    return events
  }

  /// The end of everything, told once; what was lost can still be destroyed. Processes that nobody saw ending get `other`.
  mutating func finish(_ next: EnvironmentState, _ records: [ExitRecord], otherwise other: ExitStatus) -> [EnvironmentEvent] {
    if isOver {
      if next == .destroyed { state = next }
      return []
    }
    var events: [EnvironmentEvent] = []
    for record in records { events += ended(ProcessNumber(rawValue: record.process), ExitStatus(record)) }
    for number in processes.filter({ $0.value.exit == nil }).keys.sorted(by: { $0.rawValue < $1.rawValue }) {
      events += ended(number, other)
    }
    for port in ports { events += closed(port) }
    return events + enter(next)
  }

  private mutating func started(_ number: ProcessNumber, _ pid: Int32) -> [EnvironmentEvent] {
    guard processes[number] == nil else { return [] }
    processes[number] = Process(pid: pid)
    return [.processStarted(number)]
  }

  private mutating func ended(_ number: ProcessNumber, _ exit: ExitStatus) -> [EnvironmentEvent] {
    guard let process = processes[number], process.exit == nil else { return [] }
    processes[number]?.exit = exit
    forgetOldest()
    return [.processExited(number, exit)]
  }

  private mutating func forgetOldest() {
    let ended = processes.filter { $0.value.exit != nil }.keys
    guard ended.count > ObservedState.endedLimit, let oldest = ended.min(by: { $0.rawValue < $1.rawValue }) else { return }
    processes[oldest] = nil
  }

  private mutating func opened(_ port: ServedPort) -> [EnvironmentEvent] {
    unconfirmed.remove(port)
    guard ports.count < ObservedState.portLimit, !ports.contains(port) else { return [] }
    ports.append(port)
    return [.portOpened(port)]
  }

  private mutating func closed(_ port: ServedPort) -> [EnvironmentEvent] {
    guard let index = ports.firstIndex(of: port) else { return [] }
    ports.remove(at: index)
    return [.portClosed(port)]
  }

  /// A new connection tells it again.
  private mutating func reached(_ limit: ReachedLimit) -> [EnvironmentEvent] {
    guard limits.insert(limit).inserted else { return [] }
    return [.limitReached(EnvironmentLimit(limit))]
  }

  private mutating func confirmed() -> [EnvironmentEvent] {
    let gone = ports.filter(unconfirmed.contains)
    unconfirmed = []
    return gone.flatMap { closed($0) }
  }
}
