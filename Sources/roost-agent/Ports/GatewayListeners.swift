import CRoost
import Glibc

/// Sockets that listen inside for the gateway outside. Opened before anything else of the environment runs, and kept until its end:
/// who connects while no gateway accepts waits for the next one.
struct GatewayListeners {
  private static let address: [UInt8] = [127, 0, 0, 1]
  private static let backlog: Int32 = 1024

  /// Of the kernel's list of ports: these are none of the environment's.
  let inodes: Set<UInt32>
  private var sockets: [UInt16: Descriptor] = [:]

  /// Leaves out what cannot be had, such as a low port without the right to it.
  init(_ ports: [UInt16]) {
    var inodes: Set<UInt32> = []
    for port in ports {
      let number = roost_tcp_listen(GatewayListeners.address, GatewayListeners.address.count, port, GatewayListeners.backlog)
      if number < 0 { continue }
      sockets[port] = Descriptor(number)
      var status = stat()
      if fstat(number, &status) == 0 { inodes.insert(UInt32(truncatingIfNeeded: status.st_ino)) }
    }
    self.inodes = inodes
  }

  func copy(of port: UInt16) throws(SystemFailure) -> Descriptor {
    guard let socket = sockets[port] else { throw SystemFailure(EADDRNOTAVAIL) }
    return Descriptor(try SystemFailure.checkLibrary(fcntl(socket.number, F_DUPFD_CLOEXEC, 0)))
  }
}
