import Glibc
package import RoostModel
import RoostSystem

/// Tells threads that wait in poll(2) to stop waiting. Stays raised.
package final class StopSwitch: Sendable {
  private let reading: OwnedDescriptor
  private let writing: OwnedDescriptor

  package init() throws(Problem) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw Problem.lastSystemCall("make a pipe") }
    reading = OwnedDescriptor(owning: ends[0])
    writing = OwnedDescriptor(owning: ends[1])
    for end in ends {
      guard fcntl(end, F_SETFD, FD_CLOEXEC) == 0, fcntl(end, F_SETFL, O_NONBLOCK) == 0 else {
        throw Problem.lastSystemCall("set a pipe up")
      }
    }
  }

  /// A pipe that is full was raised often enough.
  package func raise() { _ = write(writing.number, "x", 1) }

  enum Wake { case ready, stopped }

  /// Blocks until `descriptor` has something to read (or its end), which wins, or the switch is raised.
  func wait(for descriptor: Int32, _ events: Int32 = POLLIN) -> Wake {
    var watched = [
      pollfd(fd: descriptor, events: Int16(events), revents: 0), pollfd(fd: reading.number, events: Int16(POLLIN), revents: 0),
    ]
    while poll(&watched, 2, -1) < 0 && errno == EINTR {}
    return watched[0].revents != 0 ? .ready : .stopped
  }

  /// Blocks until one of them can go on; false when the switch is raised first.
  func wait(for descriptors: inout [pollfd]) -> Bool {
    descriptors.append(pollfd(fd: reading.number, events: Int16(POLLIN), revents: 0))
    while poll(&descriptors, nfds_t(descriptors.count), -1) < 0 && errno == EINTR {}
    return descriptors.removeLast().revents == 0
  }
}
