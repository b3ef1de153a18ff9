import CRoost
import Glibc
import RoostModel
import RoostSystem
import SystemPackage

extension SSHConnection {
  /// A connection to a port of the host's loopback: a socket of this machine, connected, non-blocking, close-on-exec, that is
  /// the caller's. `near` listens only while it is made.
  func dial(_ port: UInt16, by near: FilePath) async throws(Problem) -> Int32 {
    _ = try await facts()
    guard near.string.utf8.count <= SSHPath.longestSocket, await isForwarded(near, to: .port(port), true) else {
      throw SSHFault.forwardingForbidden.problem(at: address, said: "")
    }
    let connected = await BlockingWork.run { SSHConnection.socket(at: near) }
    _ = await isForwarded(near, to: .port(port), false)
    guard connected >= 0 else { throw .system(Errno(rawValue: -connected), "connect to port \(port) of \(address)") }
    return connected
  }

  private static func socket(at near: FilePath) -> Int32 {
    let place = open(near.removingLastComponent().string, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard place >= 0 else { return -errno }
    defer { Glibc.close(place) }
    return roost_unix_connect(place, near.lastComponent?.string ?? "")
  }
}
