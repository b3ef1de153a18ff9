import Glibc
package import RoostModel

/// The right to be the daemon of a home directory, held from before anything is touched until the process ends.
///
/// A lock on `roost.sock.lock` decides between two daemons that start at once; the kernel drops it with the process,
/// however that dies. Whoever has it may replace a socket that nobody answers.
package final class SocketClaim: Sendable {
  package let path: String
  private let lock: Int32

  private init(path: String, lock: Int32) {
    self.path = path
    self.lock = lock
  }

  deinit { close(lock) }

  /// Fails with `daemon.running` where a living daemon has it. The home directory must exist.
  package static func take(in home: HomeDirectory) throws(Problem) -> SocketClaim {
    let path = try home.socket
    let claim = SocketClaim(path: path, lock: try open(path + ".lock"))
    guard flock(claim.lock, LOCK_EX | LOCK_NB) == 0 else { throw running(at: path) }
    switch SocketProbe.knock(path) {
    case .answers: throw running(at: path)
    case .stale, .absent: return claim
    case .failed(let code): throw unusable(path, code)
    }
  }

  /// Takes the socket out of the way at the end, so that a client is told at once that nobody is there.
  func removeSocket() { unlink(path) }

  private static func open(_ path: String) throws(Problem) -> Int32 {
    let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw unusable(path, errno) }
    return descriptor
  }

  private static func running(at path: String) -> Problem {
    Problem(
      .daemonRunning, "a daemon answers at \(path) already",
      hint: "use it: roost app list; or give this one a home of its own: roost serve --home DIR")
  }

  static func unusable(_ path: String, _ code: Int32) -> Problem {
    let denied = code == EACCES || code == EPERM
    return Problem(
      denied ? .permissionDenied : .settingsInvalid, "the daemon cannot use \(path)",
      hint: denied
        ? "run it as root, or with a home of your own: roost serve --home DIR"
        : "move what is there away, or use another home: roost serve --home DIR",
      cause: String(cString: strerror(code)))
  }
}
