import AsyncHTTPClient
import RoostModel

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
    default: self = .transient(String(describing: error))
    }
  }

  /// What another attempt would not change.
  private static func isFinal(_ failure: HTTPClientError) -> Bool {
    let final: [HTTPClientError] = [
      .invalidURL, .emptyHost, .emptyScheme, .redirectLimitReached, .redirectCycleDetected, .proxyAuthenticationRequired,
    ]
    return final.contains(failure) || failure.shortDescription.hasPrefix("unsupportedScheme")
  }
}
