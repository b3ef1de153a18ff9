import Glibc
import RoostAgentProtocol

/// The agent's end of a pipe or terminal that a process writes to.
final class OutputSource {
  /// Bytes taken in one go, and so the longest record.
  private static let portion = JournalFormat.maximumRecordLength
  /// Bytes looked for once the process has ended: as much as pipes can hold.
  private static let drainLimit = 1 << 20

  let channel: OutputRecord.Channel
  private let descriptor: Descriptor
  private var watch: Watch?
  private let receive: (OutputRecord.Channel, [UInt8]) -> Void

  init(
    _ channel: OutputRecord.Channel, _ descriptor: Descriptor, _ loop: EventLoop,
    receive: @escaping (OutputRecord.Channel, [UInt8]) -> Void
  ) throws(SystemFailure) {
    self.channel = channel
    self.descriptor = descriptor
    self.receive = receive
    try descriptor.setNonBlocking()
    watch = try loop.watch(descriptor) { [unowned self] _ in _ = readPortion() }
  }

  /// Takes what was written so far. Children of an ended process may hold the other end open and go on writing.
  func drain() {
    var rest = OutputSource.drainLimit
    while rest > 0 {
      let count = readPortion()
      if count == 0 { return }
      rest -= count
    }
  }

  func close() {
    watch?.cancel()
    watch = nil
    descriptor.close()
  }

  /// Returns how much there was. A terminal ends with EIO.
  private func readPortion() -> Int {
    guard watch != nil else { return 0 }
    do throws(SystemFailure) {
      let bytes = try descriptor.read(OutputSource.portion)
      if bytes.isEmpty { close() } else { receive(channel, bytes) }
      return bytes.count
    } catch {
      if error.errno != EAGAIN { close() }
      return 0
    }
  }
}
