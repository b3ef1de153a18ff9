import Glibc
import RoostSystem

/// One end of a stream inside this machine. Every call blocks, at most until its deadline.
struct TimedSocket: Sendable {
  let descriptor: OwnedDescriptor

  /// Makes it non-blocking.
  init(_ descriptor: OwnedDescriptor) {
    self.descriptor = descriptor
    _ = fcntl(descriptor.number, F_SETFL, O_NONBLOCK)
  }

  /// Whether the other end is there still, and has said nothing unasked.
  var isQuiet: Bool {
    var waiting = pollfd(fd: descriptor.number, events: Int16(POLLIN), revents: 0)
    return poll(&waiting, 1, 0) == 0
  }

  func send(_ bytes: [UInt8], until deadline: ContinuousClock.Instant) throws(MuxFault) {
    var rest = bytes[...]
    while !rest.isEmpty {
      try wait(for: POLLOUT, until: deadline)
      let count = rest.withUnsafeBytes { Glibc.send(descriptor.number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count < 0, errno == EAGAIN || errno == EINTR { continue }
      guard count > 0 else { throw .broken }
      rest = rest.dropFirst(count)
    }
  }

  /// At least one byte; none is the end.
  func receive(upTo limit: Int, until deadline: ContinuousClock.Instant) throws(MuxFault) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: limit)
    while true {
      try wait(for: POLLIN, until: deadline)
      let count = buffer.withUnsafeMutableBytes { read(descriptor.number, $0.baseAddress, $0.count) }
      if count < 0, errno == EAGAIN || errno == EINTR { continue }
      guard count >= 0 else { throw .broken }
      return Array(buffer[..<count])
    }
  }

  /// So many bytes, no more and no less.
  func receive(exactly wanted: Int, until deadline: ContinuousClock.Instant) throws(MuxFault) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < wanted {
      let more = try receive(upTo: wanted - bytes.count, until: deadline)
      guard !more.isEmpty else { throw .broken }
      bytes += more
    }
    return bytes
  }

  func wait(for event: Int32, until deadline: ContinuousClock.Instant) throws(MuxFault) {
    while true {
      let left = ContinuousClock.now.duration(to: deadline)
      guard left > .zero else { throw .late }
      var waiting = pollfd(fd: descriptor.number, events: Int16(event), revents: 0)
      if poll(&waiting, 1, Int32(clamping: Int64(left / .milliseconds(1)) + 1)) > 0 { return }
    }
  }
}
