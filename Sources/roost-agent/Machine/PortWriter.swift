import Glibc

/// Writes to a port of the machine, and gives up when nobody at the other side takes anything for a while.
struct PortWriter {
  private static let patienceMilliseconds: Int32 = 20_000

  private let device: Descriptor

  init(_ device: Descriptor) { self.device = device }

  func write(_ bytes: [UInt8]) throws(SystemFailure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      var waiting = pollfd(fd: device.number, events: Int16(POLLOUT), revents: 0)
      guard poll(&waiting, 1, PortWriter.patienceMilliseconds) > 0 else { throw SystemFailure(ETIMEDOUT) }
      guard waiting.revents & Int16(POLLHUP) == 0 else { throw SystemFailure(EPIPE) }
      do throws(SystemFailure) {
        rest = rest.dropFirst(try device.writeSome(rest))
      } catch {
        if error.errno != EAGAIN { throw error }
      }
    }
  }
}
