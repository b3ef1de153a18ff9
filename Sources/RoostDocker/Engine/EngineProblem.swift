import AsyncHTTPClient
import FoundationEssentials
import Glibc
import NIOCore
import NIOHTTP1
import RoostModel
import RoostSystem

/// Why a call to the engine failed, as its user sees it.
struct EngineProblem {
  let socket: String
  let activity: String

  // MARK: The engine was not reached

  func of(_ error: any Error) -> Problem {
    switch error {
    case let problem as Problem: problem
    case let error as IOError: of(errno: error.errnoCode)
    case let error as HTTPClientError: of(error)
    case let error as ChannelError: lost("\(error)")
    case is HTTPParserError, is NIOTooManyBytesError:
      Problem(
        .engineFailed, "the engine at \(socket) sent an answer that is none: \(activity)",
        hint: "look whether an engine listens there: curl --unix-socket \(socket) http://localhost/_ping",
        cause: String(describing: error))
    default: Problem.unexpected(error, during: "asking the engine at \(socket) to \(activity)")
    }
  }

  func of(errno code: Int32) -> Problem {
    switch code {
    case ENOENT, ENOTDIR: EngineProblem.missing(socket)
    case ECONNREFUSED:
      Problem(
        .strategyUnavailable, "the engine at \(socket) does not run", hint: "start it: systemctl start docker",
        cause: "connection refused")
    case EACCES, EPERM: EngineProblem.forbidden(socket)
    default: lost(String(cString: strerror(code)))
    }
  }

  /// - Parameter isInstalled: the engine is there, and nobody started it.
  static func missing(_ socket: String, isInstalled: Bool = isInstalled) -> Problem {
    Problem(
      .strategyUnavailable, isInstalled ? "no engine runs at \(socket)" : "there is no engine at \(socket)",
      hint: (isInstalled ? "start it: systemctl start docker" : "apt-get install docker.io")
        + " (or set DOCKER_HOST=unix:///path/of/its/socket)")
  }

  private static var isInstalled: Bool {
    RequiredTool.isPresent("dockerd", searchPath: "/usr/sbin:/usr/bin:/usr/local/bin")
  }

  static func forbidden(_ socket: String) -> Problem {
    Problem(
      .permissionDenied, "the engine's socket \(socket) may not be opened by this user",
      hint: "sudo usermod -aG docker $USER, then log in again (that group is as powerful as root)")
  }

  private func of(_ error: HTTPClientError) -> Problem {
    switch error {
    case .connectTimeout, .readTimeout, .deadlineExceeded, .writeTimeout:
      Problem(
        .timeout, "the engine at \(socket) took too long to \(activity)",
        hint: "look at what it does: journalctl -u docker -n 50")
    case .cancelled: Problem(.cancelled, "asking the engine to \(activity) was cancelled", hint: "run it again to continue")
    default: lost(String(describing: error))
    }
  }

  private func lost(_ cause: String) -> Problem {
    Problem(
      .connectionLost, "the engine at \(socket) ended the connection when it was to \(activity)",
      hint: "it may have been restarted: systemctl status docker; then run the command again", cause: cause)
  }

  // MARK: The engine said no

  private struct Answer: Decodable { var message: String? }

  func of(status: UInt, body: [UInt8]) -> Problem {
    let decoded = try? JSONDecoder().decode(Answer.self, from: Data(body))
    return said(decoded?.message ?? String(decoding: body.prefix(2000), as: UTF8.self), status: status)
  }

  /// - Parameter status: 0 when the engine said it in the middle of a stream.
  func said(_ text: String, status: UInt = 0) -> Problem {
    let text = String(text.prefix(2000))
    let (code, hint) = EngineProblem.meaning(of: text, status: status, socket: socket)
    return Problem(code, "the engine cannot \(activity)", hint: hint, cause: text.isEmpty ? "status \(status)" : text)
  }

  private static func meaning(of text: String, status: UInt, socket: String) -> (ProblemCode, String) {
    let lower = text.lowercased()
    for (part, code, hint) in known where lower.contains(part) { return (code, hint) }
    switch status {
    case 404: return (.environmentNotFound, "look at what the engine has: docker -H unix://\(socket) ps -a")
    case 409: return (.environmentState, "look at what the engine has: docker -H unix://\(socket) ps -a")
    default: return (.engineFailed, "look at what the engine logged: journalctl -u docker -n 50")
    }
  }

  /// Words of Docker and Podman that say what to do, in small letters.
  private static let known: [(String, ProblemCode, String)] = [
    ("is not paused", .environmentState, "look at what the engine has: docker ps"),
    ("already paused", .environmentState, "look at what the engine has: docker ps"),
    ("no space left on device", .diskFull, "free some space: docker system prune; df -h"),
    ("no such image", .imageMissing, "look whether its name is right, and pull it: docker pull IMAGE"),
    ("manifest unknown", .imageMissing, "look whether its name and tag are right: docker pull IMAGE"),
    ("not found: manifest", .imageMissing, "look whether its name and tag are right: docker pull IMAGE"),
    ("repository does not exist", .imageMissing, "look whether its name is right, or log in: docker login REGISTRY"),
    (
      "pull access denied", .imageMissing,
      "look whether its name is right, or log in and pull it: docker login REGISTRY; docker pull IMAGE"
    ),
    ("unauthorized", .permissionDenied, "log in, then pull it yourself: docker login REGISTRY; docker pull IMAGE"),
    ("storage-opt", .limitUnsupported, "leave the limit for the disk away, or put the engine on xfs with pquota"),
    ("no such host", .downloadFailed, "look at the engine's network: docker info; cat /etc/resolv.conf"),
    ("dial tcp", .downloadFailed, "look at the engine's network and proxy: docker info"),
    ("i/o timeout", .downloadFailed, "look at the engine's network and proxy: docker info"),
    ("connection refused", .downloadFailed, "look at the engine's network and proxy: docker info"),
  ]
}
