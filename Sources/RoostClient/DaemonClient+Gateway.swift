import NIOHTTP1
package import RoostModel

extension DaemonClient {
  /// What the gateway does and did since the daemon began.
  package func gateway() async throws(Problem) -> GatewayStatus { try await value(.GET, "gateway") }

  /// Requests of an app that keeps an access log. With `follows`, returns only when the daemon ends the stream.
  package func accessLog(
    of name: AppName, follows: Bool, tail: Int?, each: (AccessRecord) -> Void
  ) async throws(Problem) {
    try await items("apps/\(name)/access-log?follow=\(follows)" + (tail.map { "&tail=\($0)" } ?? ""), each: each)
  }
}
