import RoostModel

/// What is known of one environment from its events, and what is worth telling of them. Pure.
struct ObservedEnvironment: Sendable {
  private(set) var state = EnvironmentState.created
  private(set) var ports: [ServedPort] = []
  /// It may take so much and no more; else what is full is full for others, too.
  var hasOwnDisk = false
  /// Ports of this machine that lead inside.
  var forwards: [PortMapping] = []
  /// `nil` is one that runs.
  private(set) var processes: [ProcessNumber: ExitStatus?] = [:]
  private(set) var problem: Problem?
  private var limits: Set<EnvironmentLimit> = []

  var running: Int { processes.values.count { $0 == nil } }

  /// The notice it comes to; `nil` for what was known.
  mutating func happened(_ event: EnvironmentEvent, to name: EnvironmentName) -> EnvironmentNotice? {
    switch event {
    case .state(let next): return entered(next, name)
    case .portOpened(let port):
      guard !ports.contains(port) else { return nil }
      ports.append(port)
      return portNotice(port, name)
    case .portClosed(let port):
      ports.removeAll { $0.port == port.port && $0.address == port.address }
      var notice = EnvironmentNotice(environment: name, kind: .serverGone, text: "nothing listens on port \(port.port) any more")
      notice.port = port
      return notice
    case .processStarted(let number):
      guard processes[number] == nil else { return nil }
      processes[number] = .some(nil)
      var notice = EnvironmentNotice(environment: name, kind: .processStart, text: "process \(number) started")
      notice.process = number
      return notice
    case .processExited(let number, let exit):
      guard processes[number].flatMap({ $0 }) == nil else { return nil }
      processes[number] = exit
      forgetOldest()
      var notice = EnvironmentNotice(environment: name, kind: .processExit, text: "process \(number) \(exit.reason)")
      notice.process = number
      notice.exit = exit
      return notice
    case .limitReached(let limit): return reached(limit, name)
    case .failed(let problem):
      self.problem = problem
      var notice = EnvironmentNotice(environment: name, kind: .error, text: problem.message)
      notice.problem = problem
      return notice
    }
  }

  private mutating func reached(_ limit: EnvironmentLimit, _ name: EnvironmentName) -> EnvironmentNotice? {
    guard limits.insert(limit).inserted else { return nil }
    var notice = EnvironmentNotice(environment: name, kind: .limitHit, text: "")
    notice.limit = limit
    switch limit {
    case .time: notice.text = "its time is over: everything in it ends"
    case .disk:
      let what = hasOwnDisk ? "its disk is full" : "the disk its files are on is full, for others as well"
      notice.text = "\(what): nothing more can be written over its files"
      let look = hasOwnDisk ? "look what takes the room" : "make room there, or look what takes it here"
      problem = Problem(.diskFull, notice.text, hint: "\(look): roost env exec \(name) -- du -xhd2 /")
    }
    return notice
  }

  private static let mostProcesses = 512

  private mutating func forgetOldest() {
    guard processes.count > ObservedEnvironment.mostProcesses else { return }
    let ended = processes.filter { $0.value != nil }.keys
    if let oldest = ended.min(by: { $0.rawValue < $1.rawValue }) { processes[oldest] = nil }
  }

  private mutating func entered(_ next: EnvironmentState, _ name: EnvironmentName) -> EnvironmentNotice? {
    guard state != next else { return nil }
    state = next
    if next == .ready { problem = nil }
    if next.isOver { ports = [] }
    var notice = EnvironmentNotice(environment: name, kind: .state, text: "\(name) is \(next.rawValue)")
    notice.state = next
    return notice
  }

  private func portNotice(_ port: ServedPort, _ name: EnvironmentName) -> EnvironmentNotice {
    let who = port.process.map { ", \($0.name) (pid \($0.pid))" } ?? ""
    let outside = forwards.first { $0.inside == port.port }?.outside
    let url = outside.map { "http://127.0.0.1:\($0)" } ?? inside(port)
    var notice = EnvironmentNotice(environment: name, kind: .serverReady, text: "server ready: \(url)\(who)")
    notice.port = port
    notice.url = url
    return notice
  }

  private func inside(_ port: ServedPort) -> String {
    "http://\(port.address.contains(":") ? "[::1]" : "127.0.0.1"):\(port.port)"
  }
}
