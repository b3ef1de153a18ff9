import Glibc
import RoostSystem

/// Carries bytes both ways between two connected sockets that do not block, with one buffer each way: a slow side slows the
/// other down. The end of one direction is passed on, the other goes on.
struct SocketRelay: Sendable {
  private let left: OwnedDescriptor
  private let right: OwnedDescriptor

  init(_ left: OwnedDescriptor, _ right: OwnedDescriptor) {
    self.left = left
    self.right = right
  }

  /// One direction.
  private struct Lane {
    let source: Int32
    let target: Int32
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
    private var pending = 0..<0
    private(set) var isDone = false

    init(_ source: Int32, _ target: Int32) {
      self.source = source
      self.target = target
    }

    var waitsForRoom: Bool { !pending.isEmpty }

    /// Reads and writes what goes without waiting. False when the connection is broken.
    mutating func advance() -> Bool {
      if isDone { return true }
      if pending.isEmpty {
        let count = read(source, &buffer, buffer.count)
        if count < 0 { return errno == EAGAIN || errno == EINTR }
        if count == 0 {
          isDone = true
          return shutdown(target, Int32(SHUT_WR)) == 0 || errno == ENOTCONN
        }
        pending = 0..<count
      }
      let count = buffer[pending].withUnsafeBytes { send(target, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count < 0 { return errno == EAGAIN || errno == EINTR }
      pending = (pending.lowerBound + count)..<pending.upperBound
      return true
    }
  }

  /// Returns when both directions have ended, one is broken, or the switch is raised. Blocking.
  func run(until stop: StopSwitch) {
    var lanes = [Lane(left.number, right.number), Lane(right.number, left.number)]
    while !lanes.allSatisfy(\.isDone) {
      var watched: [pollfd] = lanes.map { lane in
        guard !lane.isDone else { return pollfd(fd: -1, events: 0, revents: 0) }
        return lane.waitsForRoom
          ? pollfd(fd: lane.target, events: Int16(POLLOUT), revents: 0)
          : pollfd(fd: lane.source, events: Int16(POLLIN), revents: 0)
      }
      guard stop.wait(for: &watched) else { return }
      for index in lanes.indices where watched[index].revents != 0 {
        guard lanes[index].advance() else { return }
      }
    }
  }
}
