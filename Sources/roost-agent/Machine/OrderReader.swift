import Glibc

/// Reads what the host says on a port of the machine, where nobody may be at the other side for a while.
final class OrderReader {
  private static let pause = timespec(tv_sec: 0, tv_nsec: 50_000_000)
  private static let longestLine = 256
  /// For the rest of what was announced.
  private static let patienceMilliseconds: Int32 = 5_000

  private let device: Descriptor
  private var received: [UInt8] = []

  init(_ device: Descriptor) { self.device = device }

  /// Waits for a line; without its newline. The beginning of one that is too long is left out.
  func line() -> String {
    while true {
      if let end = received.firstIndex(of: UInt8(ascii: "\n")) {
        let line = received[..<end].suffix(OrderReader.longestLine)
        received.removeSubrange(...end)
        return String(decoding: line, as: UTF8.self)
      }
      received = received.suffix(OrderReader.longestLine)
      if receive(within: -1) { continue }
      // Nobody is at the other side.
      var pause = OrderReader.pause
      nanosleep(&pause, nil)
    }
  }

  /// What follows a line; nil when it does not come, and then nothing of it is left before the next line.
  func content(_ count: Int) -> [UInt8]? {
    while received.count < count {
      guard receive(within: OrderReader.patienceMilliseconds) else {
        received = []
        return nil
      }
    }
    let content = Array(received.prefix(count))
    received.removeFirst(count)
    return content
  }

  private func receive(within milliseconds: Int32) -> Bool {
    var waiting = pollfd(fd: device.number, events: Int16(POLLIN), revents: 0)
    poll(&waiting, 1, milliseconds)
    guard let bytes = try? device.read(4096), !bytes.isEmpty else { return false }
    received += bytes
    return true
  }
}
