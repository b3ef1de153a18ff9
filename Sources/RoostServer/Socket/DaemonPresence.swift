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
    case .failed(let code): throw SocketClaim.unusable(path, code)
    }
  }
}
