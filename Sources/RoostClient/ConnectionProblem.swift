import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import RoostModel

/// What it means for the user that a connection failed.
enum ConnectionProblem {
  static func from(_ error: any Error, _ place: DaemonPlace) -> Problem {
    if let host = place.host, let problem = from(error, host: host) { return problem }
    return from(error, socket: place.text)
  }

  private static func from(_ error: any Error, socket: String) -> Problem {
    switch error {
    case let problem as Problem: problem
    case let error as IOError: from(errno: error.errnoCode, socket: socket)
    case let error as HTTPClientError: from(error, socket: socket)
    case let error as HTTPParserError:
      // A daemon that is killed in mid-answer.
      Problem(
        .connectionLost, "the daemon's answer broke off", hint: "see whether it still runs: roost app list",
        cause: String(describing: error))
    case let error as ChannelError:
      // One that ends between two calls, when the next is written already.
      broken(error == .ioOnClosedChannel ? nil : "\(error)")
    case is NIOTooManyBytesError:
      Problem(
        .connectionLost, "the daemon's answer is too large to be one", hint: "compare both versions: roost version")
    default: Problem.unexpected(error, during: "talking to the daemon at \(socket)")
    }
  }

  static func from(errno code: Int32, socket: String) -> Problem {
    switch code {
    case ENOENT, ECONNREFUSED, ENOTDIR: unreachable(socket)
    case EACCES, EPERM:
      Problem(
        .permissionDenied, "the daemon's socket \(socket) may not be opened by this user",
        hint: "run the command as the daemon's user or as root: sudo roost ...")
    default: broken(String(cString: strerror(code)))
    }
  }

  private static func broken(_ cause: String?) -> Problem {
    Problem(
      .connectionLost, "the connection to the daemon broke", hint: "see whether it still runs: roost app list", cause: cause)
  }

  private static func from(_ error: HTTPClientError, socket: String) -> Problem {
    switch error {
    case .connectTimeout, .readTimeout, .deadlineExceeded, .writeTimeout:
      Problem(
        .timeout, "the daemon at \(socket) does not answer in time",
        hint: "look at what it does: journalctl -u roost -n 50")
    case .remoteConnectionClosed:
      Problem(.connectionLost, "the daemon ended the connection", hint: "see whether it still runs: roost app list")
    case .cancelled: Problem(.cancelled, "the command was cancelled", hint: "run it again to continue")
    default: Problem.unexpected(error, during: "talking to the daemon at \(socket)")
    }
  }

  private static func unreachable(_ socket: String) -> Problem {
    let home = socket.hasSuffix("/roost.sock") ? String(socket.dropLast("/roost.sock".count)) : socket
    let start =
      home == "/var/lib/roost" ? "start it: roost serve (or: systemctl start roost)" : "start it: roost serve --home \(home)"
    return Problem(
      .daemonUnreachable, "no daemon answers at \(socket)",
      hint: geteuid() == 0 ? start : "\(start); if root runs it: sudo roost ...")
  }
}
