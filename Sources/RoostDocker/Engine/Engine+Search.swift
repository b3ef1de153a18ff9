import RoostModel

extension Engine {
  /// The first that answers, of those that may be meant.
  static func found(host: String?, runtimeDirectory: String?) async throws(Problem) -> Engine {
    var why: Problem?
    for socket in try EngineSockets.candidates(host: host, runtimeDirectory: runtimeDirectory) {
      let engine = Engine(socket: socket)
      do throws(Problem) {
        try await engine.ping()
        return engine
      } catch {
        why = moreTelling(why, error)
      }
    }
    throw why ?? EngineProblem.missing("/var/run/docker.sock")
  }

  /// An engine that is there and cannot be used says more than one that is not there.
  private static func moreTelling(_ first: Problem?, _ second: Problem) -> Problem {
    guard let first, first.cause != nil || first.code != .strategyUnavailable else {
      return first == nil || second.code != .strategyUnavailable || second.cause != nil ? second : first ?? second
    }
    return first
  }
}
