import Glibc
import RoostAgentProtocol

/// The agent's end of a pipe or terminal that a process writes to.
final class OutputSource {
  /// Bytes taken in one go, and so the longest record.
  private static let portion = JournalFormat.maximumRecordLength
  /// Bytes looked for once the process has ended: as much as pipes can hold.
  private static let drainLimit = 1 << 20

  /// Between looks at a terminal that nobody has open.
  private static let pauseNanoseconds: UInt64 = 50_000_000
  /// Between looks whether readers have caught up.
  private static let holdNanoseconds: UInt64 = 2_000_000

  private let channel: OutputRecord.Channel
  private let descriptor: Descriptor
  private let loop: EventLoop
  private let receive: (OutputRecord.Channel, [UInt8]) -> Void
  private let mayRead: () -> Bool
  private var watch: Watch?
  private var timer: UInt64?
  private var isProcessAlive = true

  init(
    _ channel: OutputRecord.Channel, _ descriptor: Descriptor, _ loop: EventLoop, mayRead: @escaping () -> Bool,
    receive: @escaping (OutputRecord.Channel, [UInt8]) -> Void
  ) throws(SystemFailure) {
    self.channel = channel
    self.descriptor = descriptor
    self.loop = loop
    self.mayRead = mayRead
    self.receive = receive
    try descriptor.setNonBlocking()
    try resume()
  }

  /// Takes what was written so far; the process has ended. Its children may hold the other end open and go on writing.
  func finish() {
    isProcessAlive = false
    var rest = OutputSource.drainLimit
    while rest > 0 {
      let count = readPortion()
      if count == 0 { return }
      rest -= count
    }
  }

  func close() {
    watch = nil
    if let timer { loop.cancelTimer(timer) }
    timer = nil
    descriptor.close()
  }

  /// Returns how much there was.
  private func readPortion() -> Int {
    guard descriptor.number >= 0 else { return 0 }
    do throws(SystemFailure) {
      let bytes = try descriptor.read(OutputSource.portion)
      if bytes.isEmpty { reachEnd() } else { receive(channel, bytes) }
      return bytes.count
    } catch {
      if error.errno != EAGAIN { reachEnd() }
      return 0
    }
  }

  /// A terminal that nobody has open says EIO. Closing our end would hang its process up, which may be about to end by
  /// itself, or to open the terminal again.
  private func reachEnd() {
    guard channel == .terminal, isProcessAlive else { return close() }
    wait(OutputSource.pauseNanoseconds)
  }

  private func resume() throws(SystemFailure) {
    watch = try loop.watch(descriptor) { [unowned self] _ in
      // Whoever writes waits meanwhile, once the pipe is full.
      if mayRead() { _ = readPortion() } else { wait(OutputSource.holdNanoseconds) }
    }
  }

  private func wait(_ nanoseconds: UInt64) {
    watch = nil
    timer = loop.after(nanoseconds: nanoseconds) { [unowned self] in
      timer = nil
      do throws(SystemFailure) { try resume() } catch { close() }
    }
  }
}
