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
    guard near.string.utf8.count <= SSHPath.longestSocket else {
      throw Problem(
        .settingsInvalid, "\(near) is too long a path for a socket", hint: "use a shorter home: roost serve --home /var/lib/roost"
      )
    }
    if let fault = await forwardingFault(near, to: .port(port), true) {
      await SSHConnection.remove(near)
      throw problem(fault)
    }
    let connected = await BlockingWork.run { SSHConnection.socket(at: near) }
    _ = await isForwarded(near, to: .port(port), false)
    await SSHConnection.remove(near)
    guard connected >= 0 else { throw .system(Errno(rawValue: -connected), "connect to port \(port) of \(address)") }
    return connected
  }

  /// A broken connection is made anew by the next who needs it.
  private func problem(_ fault: MuxFault) -> Problem {
    switch fault {
    case .refused(let said): return SSHFault.forwardingForbidden.problem(at: address, said: said)
    case .late: return SSHFault.timedOut.problem(at: address, said: "no answer within \(commandLimit)")
    case .nobody, .broken, .tooMuch:
      forget()
      return SSHFault.lost.problem(at: address, said: "")
    }
  }

  /// `ssh` listens there no more, but leaves it behind.
  private static func remove(_ near: FilePath) async {
    await BlockingWork.run { _ = unlink(near.string) }
  }

  private static func socket(at near: FilePath) -> Int32 {
    let place = open(near.removingLastComponent().string, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard place >= 0 else { return -errno }
    defer { Glibc.close(place) }
    return roost_unix_connect(place, near.lastComponent?.string ?? "")
  }
}
