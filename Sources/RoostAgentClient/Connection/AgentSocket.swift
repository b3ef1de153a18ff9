import CRoost
import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// Finds and connects to the socket of an agent.
enum AgentSocket {
  enum Outcome {
    case connected(OwnedDescriptor)
    /// Nobody listens: the agent is gone or was never there.
    case nobody
  }

  /// Refuses a socket that somebody else than this process's user or root listens on.
  static func connect(_ directory: EnvironmentDirectory) throws(Problem) -> Outcome {
    let place = open(directory.path.string, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard place >= 0 else {
      if errno == ENOENT { return .nobody }
      throw .lastSystemCall("open \(directory.path)")
    }
    defer { close(place) }
    let result = roost_unix_connect(place, EnvironmentDirectory.socketName)
    if [-ENOENT, -ECONNREFUSED].contains(result) { return .nobody }
    guard result >= 0 else { throw .system(Errno(rawValue: -result), "connect to the agent of \(directory.id)") }
    let socket = OwnedDescriptor(owning: result)
    guard isTrusted(socket) else {
      throw Problem(
        .permissionDenied, "somebody else answers for environment \(directory.id)",
        hint: "look who it is: ss -xlp | grep \(directory.id); ls -l \(directory.path)")
    }
    return .connected(socket)
  }

  private static func isTrusted(_ socket: OwnedDescriptor) -> Bool {
    // struct ucred: process, user, group.
    var peer: [UInt32] = [0, .max, .max]
    var length = socklen_t(12)
    guard getsockopt(socket.number, SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0, length == 12 else { return false }
    return peer[1] == 0 || peer[1] == geteuid()
  }
}
