package import RoostModel

extension DaemonClient {
  /// Everything that is kept and newer than `number`. With `follows`, returns only when the daemon ends the stream.
  package func events(
    after number: Int? = nil, follows: Bool, each: (ServerEvent) -> Void
  ) async throws(Problem) {
    try await items("events?follow=\(follows)" + (number.map { "&after=\($0)" } ?? ""), each: each)
  }
}
