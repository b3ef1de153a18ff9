import Glibc
import RoostModel
import RoostSystem

/// A port of 127.0.0.1 that takes connections. Closed with the value's end.
struct LoopbackDoor: Sendable {
  private let listener: OwnedDescriptor

  init(port: UInt16) throws(Problem) {
    let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    guard number >= 0 else { throw Problem.lastSystemCall("make a socket") }
    listener = OwnedDescriptor(owning: number)
    var yes: Int32 = 1
    setsockopt(number, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let bound = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(number, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
    }
    guard bound == 0, listen(number, 128) == 0 else {
      guard errno == EADDRINUSE else { throw Problem.lastSystemCall("listen on port \(port)") }
      throw Problem(
        .portInUse, "port \(port) of this machine is taken", hint: "choose another one: --port INSIDE:\(UInt32(port) + 1)")
    }
  }

  /// The next connection; nil when the switch is raised. Blocking.
  func next(until stop: StopSwitch) -> OwnedDescriptor? {
    while true {
      guard stop.wait(for: listener.number) == .ready else { return nil }
      let number = accept(listener.number, nil, nil)
      if number >= 0 {
        let connection = OwnedDescriptor(owning: number)
        guard fcntl(number, F_SETFD, FD_CLOEXEC) == 0, fcntl(number, F_SETFL, O_NONBLOCK) == 0 else { continue }
        return connection
      }
      guard [EAGAIN, EINTR, ECONNABORTED].contains(errno) else { return nil }
    }
  }
}
