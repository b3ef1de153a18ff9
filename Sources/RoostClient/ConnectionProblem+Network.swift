import AsyncHTTPClient
import Glibc
import NIOCore
import NIOPosix
import NIOSSL
import RoostModel

extension ConnectionProblem {
  /// What it means that a daemon of another machine could not be asked; `nil` for what is no matter of the network.
  static func from(_ error: any Error, host: RemoteHost) -> Problem? {
    switch error {
    case let error as NIOConnectionError: connection(error, host)
    case let error as IOError: kernel(error.errnoCode, host)
    case let error as NIOSSLError: secure("\(error)", host)
    case is NIOSSLExtraError: otherName(host)
    case let error as HTTPClientError: waited(error, host)
    case is ChannelError: ended(host)
    default: nil
    }
  }

  private static func connection(_ error: NIOConnectionError, _ host: RemoteHost) -> Problem {
    guard let first = error.connectionErrors.first else {
      return Problem(
        .hostUnreachable, "no address is known for \(error.host)",
        hint: "check the name, and whether this machine has a network: getent hosts \(error.host)",
        cause: (error.dnsAError ?? error.dnsAAAAError).map { "\($0)" })
    }
    return from(first.error, host: host)
      ?? Problem(.hostUnreachable, "\(host.url) cannot be reached", hint: check(host), cause: "\(first.error)")
  }

  private static func kernel(_ code: Int32, _ host: RemoteHost) -> Problem {
    switch code {
    case ECONNREFUSED:
      Problem(
        .daemonUnreachable, "nobody answers at \(host.url)",
        hint: "see there whether the daemon runs, and listens: systemctl status roost", cause: String(cString: strerror(code)))
    case ECONNRESET, EPIPE: ended(host)
    default:
      Problem(.hostUnreachable, "\(host.url) cannot be reached", hint: check(host), cause: String(cString: strerror(code)))
    }
  }

  private static func ended(_ host: RemoteHost) -> Problem {
    Problem(
      .connectionLost, "\(host.url) ended the connection", hint: "see whether it still runs: roost status --host \(host.name)")
  }

  private static func secure(_ text: String, _ host: RemoteHost) -> Problem {
    if text.contains("CERTIFICATE_VERIFY_FAILED") {
      return Problem(
        .certificateInvalid, "no authority that this machine trusts vouches for \(host.url)",
        hint: "name the one that does, after comparing it with what its operator says: roost login \(host.url) --ca FILE")
    }
    if text.contains("WRONG_VERSION_NUMBER") || text.contains("HTTP_REQUEST") {
      return Problem(
        .connectionLost, "\(host.url) does not speak TLS",
        hint: "name the port of the proxy before the daemon: roost login https://HOST:PORT")
    }
    return Problem(
      .connectionLost, "no secure connection with \(host.url) came about",
      hint: "see what it says: openssl s_client -connect HOST:PORT", cause: text)
  }

  private static func otherName(_ host: RemoteHost) -> Problem {
    Problem(
      .certificateInvalid, "the certificate shown at \(host.url) is for another name",
      hint: "log in by the name it is for: roost login https://NAME")
  }

  private static func waited(_ error: HTTPClientError, _ host: RemoteHost) -> Problem? {
    switch error {
    case .connectTimeout, .tlsHandshakeTimeout:
      Problem(.hostUnreachable, "\(host.url) does not answer in time", hint: check(host))
    default: nil
    }
  }

  private static func check(_ host: RemoteHost) -> String { "see whether the way there is open: curl -v \(host.url)" }
}
