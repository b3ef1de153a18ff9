import AsyncHTTPClient
import NIOCore
import NIOPosix
import RoostModel
import SystemPackage

/// Why one request for a file came to nothing.
enum FetchInterruption: Error {
  /// Worth another attempt.
  case transient(String)
  /// The other side said no.
  case final(String)
  /// Something on this side.
  case problem(Problem)

  init(_ error: any Error) {
    switch error {
    case let own as FetchInterruption: self = own
    case let problem as Problem: self = .problem(problem)
    case is CancellationError: self = .problem(Problem.unexpected(error, during: "the download"))
    case let failure as HTTPClientError where failure == .cancelled:
      self = .problem(Problem.unexpected(CancellationError(), during: "the download"))
    case let failure as HTTPClientError where FetchInterruption.isFinal(failure): self = .final(failure.shortDescription)
    case let failure as IOError: self = .transient("\(Errno(rawValue: failure.errnoCode))")
    case let failure as NIOConnectionError: self = .transient(FetchInterruption.text(of: failure))
    default: self = .transient(String(describing: error))
    }
  }

  /// Why there is no connection, in one line.
  var reason: String {
    switch self {
    case .transient(let why), .final(let why): why
    case .problem(let problem): problem.message
    }
  }

  private static func text(of failure: NIOConnectionError) -> String {
    guard let refusal = failure.connectionErrors.first else { return "the name \(failure.host) is not known here" }
    if let system = refusal.error as? IOError { return "\(failure.host):\(failure.port): \(Errno(rawValue: system.errnoCode))" }
    return "\(failure.host):\(failure.port): \(refusal.error)"
  }

  /// What another attempt would not change.
  private static func isFinal(_ failure: HTTPClientError) -> Bool {
    let final: [HTTPClientError] = [
      .invalidURL, .emptyHost, .emptyScheme, .redirectLimitReached, .redirectCycleDetected, .proxyAuthenticationRequired,
    ]
    return final.contains(failure) || failure.shortDescription.hasPrefix("unsupportedScheme")
  }
}
