import Glibc
package import RoostModel

/// Whether a daemon answers for a home directory, by a knock at its socket. Starts nothing and takes microseconds.
package enum DaemonPresence: Sendable, Equatable {
  case present
  case absent

  /// `permission.denied` where this user may not ask.
  package static func look(at home: HomeDirectory) throws(Problem) -> DaemonPresence {
    let path = try home.socket
    switch SocketProbe.knock(path) {
    case .answers: return .present
    case .stale, .absent: return .absent
    case .failed(EACCES), .failed(EPERM):
      throw Problem(
        .permissionDenied, "the daemon's socket \(path) may not be opened by this user",
        hint: "run the command as the daemon's user or as root: sudo roost ...; or use a home of your own: --home DIR")
    case .failed(let code): throw SocketClaim.unusable(path, code)
    }
  }
}
