import Logging
import RoostModel
import RoostServer
import RoostStore

extension Daemon {
  /// How long the same key means the same request.
  private static var repeatTime: Double { 86_400 }

  var repeatOperations: RepeatOperations {
    let (store, logger) = (parts.store, logger)
    return RepeatOperations(
      claim: { (key, digest) async throws(Problem) in
        let now = WallClock.now()
        let known = try await store.claimRepeat(key, digest: digest, now: now, since: now - Daemon.repeatTime)
        return known.map { KeptRequest(digest: $0.digest, outcome: $0.outcome) }
      },
      keep: { (key, outcome) in
        do throws(Problem) {
          try await store.keepRepeat(key, outcome: outcome)
        } catch {
          logger.error("what became of a request is not kept", metadata: ["problem": "\(error.message)"])
        }
      })
  }
}
