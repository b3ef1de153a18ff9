import CRoost
import Glibc
import RoostAgentProtocol

/// A process that a client asked for, from its start until it is forgotten.
final class ChildProcess {
  let number: UInt32
  let pid: Int32
  let journal: Journal
  private(set) var exit: ExitRecord?
  /// A client sent it SIGKILL.
  private(set) var wasKilled = false
  /// Its time limit was over before it had ended.
  private(set) var isOverdue = false

  private let terminal: Descriptor?
  private var input: ProcessInput?
  private var sources: [OutputSource] = []
  private let startedAt = Clock.monotonic
  private var wasRead = false
  private var readers: [ObjectIdentifier: Subscription] = [:]

  init(
    number: UInt32, pid: Int32, journal: Journal, _ streams: StandardStreams, _ loop: EventLoop
  ) throws(SystemFailure) {
    self.number = number
    self.pid = pid
    self.journal = journal
    terminal = streams.terminal
    if let descriptor = streams.input { input = try ProcessInput(descriptor, loop) }
    for (channel, descriptor) in streams.outputs {
      sources.append(
        try OutputSource(channel, descriptor, loop, mayRead: { [unowned self] in !isAwaited }) { [unowned self] channel, bytes in
          self.journal.append(channel, bytes)
          pumpReaders()
        })
    }
  }

  var record: ProcessRecord { ProcessRecord(process: number, pid: pid, outputEnd: journal.end, exit: exit) }

  // MARK: Requests

  func write(_ bytes: [UInt8], done: @escaping (Int32) -> Void) {
    guard let input else { return done(exit == nil ? EBADF : EPIPE) }
    input.write(bytes, done: done)
  }

  func closeInput(done: @escaping (Int32) -> Void) {
    guard let input else { return done(exit == nil ? EBADF : EPIPE) }
    if terminal != nil { return input.write([4], done: done) }
    input.closeWhenEmpty()
    done(0)
  }

  func resize(columns: UInt16, rows: UInt16) throws(SystemFailure) {
    guard let terminal else { throw SystemFailure(ENOTTY) }
    try SystemFailure.check(roost_terminal_resize(terminal.number, columns, rows))
  }

  func signal(_ signal: Int32, among inhabitants: Inhabitants) throws(SystemFailure) {
    try Session(leader: pid, inhabitants: inhabitants).send(signal)
    if signal == SIGKILL { wasKilled = true }
  }

  /// Asks all of its session to end.
  func timeOut(among inhabitants: Inhabitants) {
    isOverdue = true
    // Nobody left is as good.
    try? Session(leader: pid, inhabitants: inhabitants).send(SIGTERM)
  }

  // MARK: Readers

  func add(_ reader: Subscription) {
    wasRead = true
    readers[ObjectIdentifier(reader)] = reader
  }
  func remove(_ reader: Subscription) { readers[ObjectIdentifier(reader)] = nil }
  /// Somebody would lose something: a reader that is far behind and goes on reading, or whoever started it a moment ago and
  /// is about to read.
  private var isAwaited: Bool {
    if readers.isEmpty { return !wasRead && journal.end > journal.room && Subscription.isWaitedFor(since: startedAt) }
    return readers.values.contains { $0.isWorthWaitingFor }
  }
  private func pumpReaders() { for reader in Array(readers.values) { reader.pump() } }

  // MARK: End

  /// Takes what it wrote before it ended; the exit record says where that was.
  func finishOutput() { sources.forEach { $0.finish() } }

  func ended(_ exit: ExitRecord) {
    self.exit = exit
    input?.fail(EPIPE)
    input = nil
    pumpReaders()
  }

  /// Nobody will read what its descendants may still write.
  func forget() {
    sources.forEach { $0.close() }
    for reader in Array(readers.values) { reader.fail(ENODATA) }
  }
}
