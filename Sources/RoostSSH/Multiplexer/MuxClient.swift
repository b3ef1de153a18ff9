import CRoost
import Glibc
import RoostSystem
import SystemPackage

/// A conversation with the `ssh` that holds a connection to a host: what would take a program of its own each time is asked
/// for directly. Blocking, with a limit for everything.
struct MuxClient {
  private static let request: UInt32 = 1
  private let socket: TimedSocket
  private let deadline: ContinuousClock.Instant

  init(_ path: FilePath, until deadline: ContinuousClock.Instant) throws(MuxFault) {
    let place = open(path.removingLastComponent().string, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard place >= 0 else { throw .nobody }
    let result = roost_unix_connect(place, path.lastComponent?.string ?? "")
    close(place)
    guard result >= 0 else { throw .nobody }
    socket = TimedSocket(OwnedDescriptor(owning: result))
    self.deadline = deadline
    try socket.send(MuxMessage.hello, until: deadline)
    try MuxMessage.checkHello(try answer())
  }

  /// Runs a command there. It ends when what is returned is closed.
  ///
  /// - Parameter streams: its input, its output and its errors; they stay the caller's.
  func session(_ command: String, _ streams: [Int32]) throws(MuxFault) -> OwnedDescriptor {
    try socket.send(MuxMessage.session(MuxClient.request, running: command), until: deadline)
    for stream in streams { try pass(stream) }
    try MuxMessage.check(try answer(), to: MuxClient.request, expecting: MuxMessage.Kind.sessionOpened)
    return socket.descriptor
  }

  /// From now on, or no longer, connecting to `near` here leads to `far` there.
  func forwarding(_ near: FilePath, to far: MuxEnd, isOpened: Bool) throws(MuxFault) {
    let message = MuxMessage.forwarding(MuxClient.request, isOpened: isOpened, from: near.string, to: far)
    try socket.send(message, until: deadline)
    try MuxMessage.check(try answer(), to: MuxClient.request, expecting: MuxMessage.Kind.done)
  }

  private func pass(_ descriptor: Int32) throws(MuxFault) {
    var byte: UInt8 = 0
    while true {
      try socket.wait(for: POLLOUT, until: deadline)
      let result = roost_send(socket.descriptor.number, &byte, 1, descriptor)
      if result == 1 { return }
      guard result == -EAGAIN || result == -EINTR else { throw .broken }
    }
  }

  private func answer() throws(MuxFault) -> [UInt8] {
    let head = try socket.receive(exactly: 4, until: deadline)
    guard let length = MuxMessage.number(in: head, at: 0), length <= UInt32(MuxMessage.longest) else { throw .broken }
    return try socket.receive(exactly: Int(length), until: deadline)
  }
}
