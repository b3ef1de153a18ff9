import Crypto
import NIOCore
import NIOPosix
import RoostModel
import Synchronization

/// Looks at passwords on a thread of their own, one after the other: each takes tens of milliseconds by design.
///
/// A right one is remembered for a while, by a digest under a key of this process, so that a page with a hundred parts
/// costs one look. A wrong one is looked at each time.
final class PasswordChecks: Sendable {
  typealias Compare = @Sendable (_ password: String, _ hash: PasswordHash) -> Bool
  private typealias Digest = HMAC<SHA256>.MAC

  private struct State {
    /// Until when a right one is remembered.
    var right: [Digest: NIODeadline] = [:]
    var waiting: [Digest: [@Sendable (Bool) -> Void]] = [:]
  }

  private static let remembered = TimeAmount.minutes(5)
  private static let mostRemembered = 1000
  private static let mostWaiting = 64

  private let compare: Compare
  private let key = SymmetricKey(size: .bits256)
  private let state = Mutex(State())
  private let thread = NIOThreadPool(numberOfThreads: 1)

  init(compare: @escaping Compare) { self.compare = compare }

  func start() { thread.start() }
  func stop() async throws { try await thread.shutdownGracefully() }

  /// `true` for a password that was right a short while ago, `nil` when nobody knows.
  func isRight(_ credentials: Credentials) -> Bool? {
    let digest = digest(credentials)
    let now = NIODeadline.now()
    return state.withLock { $0.right[digest].map { $0 > now } ?? false } ? true : nil
  }

  /// Calls `done` later, from any thread, with the result or `nil` when too many wait already. The same credentials are
  /// looked at once, however many ask.
  func check(_ credentials: Credentials, _ done: @escaping @Sendable (Bool?) -> Void) {
    let digest = digest(credentials)
    let isFirst = state.withLock { state -> Bool? in
      if state.waiting[digest] != nil {
        state.waiting[digest]?.append { done($0) }
        return false
      }
      guard state.waiting.count < PasswordChecks.mostWaiting else { return nil }
      state.waiting[digest] = [{ done($0) }]
      return true
    }
    guard let isFirst else { return done(nil) }
    guard isFirst else { return }
    let compare = compare
    thread.submit { work in
      // A pool that stops takes nobody in.
      guard case .active = work else { return self.settle(digest, false) }
      self.settle(digest, compare(credentials.password, credentials.hash))
    }
  }

  private func settle(_ digest: Digest, _ isRight: Bool) {
    let waiting = state.withLock { state in
      if isRight {
        if state.right.count >= PasswordChecks.mostRemembered { state.right = [:] }
        state.right[digest] = .now() + PasswordChecks.remembered
      }
      return state.waiting.removeValue(forKey: digest) ?? []
    }
    for done in waiting { done(isRight) }
  }

  private func digest(_ credentials: Credentials) -> Digest {
    var hash = HMAC<SHA256>(key: key)
    // None of the two holds a NUL.
    hash.update(data: Array(credentials.hash.description.utf8) + [0])
    hash.update(data: Array(credentials.password.utf8))
    return hash.finalize()
  }
}
