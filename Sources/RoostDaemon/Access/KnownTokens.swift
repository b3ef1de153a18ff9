import FoundationEssentials
import RoostStore
import Synchronization

/// Tokens that were shown lately, as they are in the store: a request needs no read. None outlives its revocation, because whoever
/// revokes one forgets them all before the revocation is answered.
final class KnownTokens: Sendable {
  private struct State {
    var records: [Data: TokenRecord] = [:]
    /// Grows with each revocation.
    var turn = 0
  }

  private static let most = 1024
  private let state = Mutex(State())

  /// `turn` is what ``keep(_:of:)`` wants to hear.
  func look(_ digest: [UInt8]) -> (record: TokenRecord?, turn: Int) {
    let digest = Data(digest)
    return state.withLock { ($0.records[digest], $0.turn) }
  }

  /// Not what was read before the last revocation: it may be the one that was revoked.
  func keep(_ record: TokenRecord, of turn: Int) {
    state.withLock { state in
      guard state.turn == turn else { return }
      if state.records.count >= KnownTokens.most { state.records = [:] }
      state.records[record.digest] = record
    }
  }

  /// Whether this use is to be written down: of many at once only the first.
  func use(_ record: TokenRecord, now: Double, step: Double) -> Bool {
    state.withLock { state in
      // A clock that was set back must not keep it from being written for long.
      guard let known = state.records[record.digest], abs(now - (known.lastUsedAt ?? 0)) > step else { return false }
      state.records[record.digest]?.lastUsedAt = now
      return true
    }
  }

  func forgetAll() {
    state.withLock { state in
      state.records = [:]
      state.turn += 1
    }
  }
}
