import Glibc
package import RoostModel
import RoostSystem

/// Carries what a program writes into a pipe of ours to a descriptor of this process. A slow receiver slows the program
/// down; one that is gone closes the pipe, so that the program learns of it as it would without us.
package struct StreamRelay: Sendable {
  /// Not blocking; closed when ``run(until:)`` returns.
  let source: Int32
  let target: Int32
  private static let portion = 1 << 16

  /// Returns when the receiver is gone, or when the switch is raised and all that was written has been carried. Blocking.
  func run(until stop: StopSwitch) throws(Problem) {
    defer { close(source) }
    var buffer = [UInt8](repeating: 0, count: StreamRelay.portion)
    while true {
      let wake = stop.wait(for: source)
      let count = read(source, &buffer, buffer.count)
      if count > 0 {
        guard try StreamRelay.deliver(buffer[..<count], to: target) else { return }
      } else if count == 0 || (errno == EAGAIN && wake == .stopped) {
        return
      } else if errno != EAGAIN && errno != EINTR {
        throw Problem.lastSystemCall("read what the program wrote")
      }
    }
  }

  /// All of it. False when nobody reads any more. Blocking.
  package static func deliver(_ bytes: ArraySlice<UInt8>, to target: Int32) throws(Problem) -> Bool {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(target, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest.removeFirst(count)
      } else if errno == EAGAIN {
        var ready = pollfd(fd: target, events: Int16(POLLOUT), revents: 0)
        poll(&ready, 1, -1)
      } else if errno == EPIPE {
        return false
      } else if errno != EINTR {
        throw Problem.lastSystemCall("pass on what the program wrote")
      }
    }
    return true
  }
}
