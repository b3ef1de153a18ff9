import CRoost
import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// A connection over which lines are exchanged, one side after the other. Blocking, with a limit for everything.
final class LineSocket {
  /// Longest line that is read.
  private static let limit = 64 << 10

  let descriptor: OwnedDescriptor
  private let name: String
  private var received: [UInt8] = []

  /// Nil when nobody listens.
  static func connect(_ directory: FilePath, _ name: String) throws(Problem) -> LineSocket? {
    let place = open(directory.string, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard place >= 0 else {
      if errno == ENOENT { return nil }
      throw .lastSystemCall("open \(directory)")
    }
    defer { close(place) }
    let result = roost_unix_connect(place, name)
    if [-ENOENT, -ECONNREFUSED].contains(result) { return nil }
    guard result >= 0 else { throw .system(Errno(rawValue: -result), "connect to \(name)") }
    return LineSocket(OwnedDescriptor(owning: result), name)
  }

  private init(_ descriptor: OwnedDescriptor, _ name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  func send(_ line: String, until deadline: ContinuousClock.Instant) throws(Problem) {
    var rest = Array(line.utf8)[...]
    while !rest.isEmpty {
      try wait(for: POLLOUT, until: deadline)
      let count = rest.withUnsafeBytes { Glibc.send(descriptor.number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count < 0, errno == EAGAIN || errno == EINTR { continue }
      guard count > 0 else { throw .lastSystemCall("write to \(name)") }
      rest = rest.dropFirst(count)
    }
  }

  /// Without its newline; nil at the end.
  func line(until deadline: ContinuousClock.Instant) throws(Problem) -> String? {
    while true {
      if let end = received.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: received[..<end], as: UTF8.self)
        received.removeSubrange(...end)
        return line.hasSuffix("\r") ? String(line.dropLast()) : line
      }
      let bytes = try read(upTo: 4096, until: deadline)
      guard !bytes.isEmpty, received.count < LineSocket.limit else { return nil }
      received += bytes
    }
  }

  /// What is there, at least one byte; nothing at the end.
  func read(upTo count: Int, until deadline: ContinuousClock.Instant) throws(Problem) -> [UInt8] {
    if !received.isEmpty {
      let part = Array(received.prefix(count))
      received.removeFirst(part.count)
      return part
    }
    var buffer = [UInt8](repeating: 0, count: count)
    while true {
      try wait(for: POLLIN, until: deadline)
      let result = buffer.withUnsafeMutableBytes { Glibc.read(descriptor.number, $0.baseAddress, $0.count) }
      if result < 0, errno == EAGAIN || errno == EINTR { continue }
      if result < 0, errno == ECONNRESET { return [] }
      guard result >= 0 else { throw .lastSystemCall("read from \(name)") }
      return Array(buffer[..<result])
    }
  }

  private func wait(for event: Int32, until deadline: ContinuousClock.Instant) throws(Problem) {
    while true {
      let left = ContinuousClock.now.duration(to: deadline)
      guard left > .zero else {
        throw Problem(
          .timeout, "the virtual machine did not answer in time (\(name))", hint: "look at what it said: roost env logs ID")
      }
      var waiting = pollfd(fd: descriptor.number, events: Int16(event), revents: 0)
      if poll(&waiting, 1, Int32(clamping: left.components.seconds * 1000 + 1)) > 0 { return }
    }
  }
}
