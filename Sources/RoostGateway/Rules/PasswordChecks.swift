import Crypto
import NIOCore
import NIOPosix
import RoostModel
import Synchronization

/// Looks at passwords on a thread of their own, one after the other: each takes tens of milliseconds by design.
///
/// A right one is remembered for a while, by a digest under a key of this process, so that a page with a hundred parts
/// costs one look. A wrong one is looked at each time, and counted against its client. Who tried too many wrong ones is asked
/// to wait without a look; only what this very client was right with before goes on, or the memory could be guessed at.
final class PasswordChecks: Sendable {
  typealias Compare = @Sendable (_ password: String, _ hash: PasswordHash) -> Bool
  private typealias Digest = HMAC<SHA256>.MAC

  /// What becomes of a password that is not remembered.
  enum Start: Equatable {
    case begun
    /// Too many wait already.
    case full
    /// Too many wrong ones came from the client. Nanoseconds until one may be tried.
    case slowed(UInt64)
  }

  private struct Remembered: Hashable {
    let digest: Digest
    let client: ClientKey
  }

  private struct Look {
    let payer: PasswordAttempt
    var waiting: [(client: ClientKey, done: @Sendable (Bool) -> Void)] = []
  }

  private struct State {
    /// Until when a right one is remembered: of everybody, and of a client.
    var right: [Digest: NIODeadline] = [:]
    var rightOfClient: [Remembered: NIODeadline] = [:]
    var looks: [Digest: Look] = [:]

    mutating func remember(_ digest: Digest, of client: ClientKey, until end: NIODeadline) {
      if rightOfClient.count >= PasswordChecks.mostRememberedClients { rightOfClient = [:] }
      rightOfClient[Remembered(digest: digest, client: client)] = end
    }
  }

  private static let remembered = TimeAmount.minutes(5)
  private static let mostRemembered = 1000
  private static let mostRememberedClients = 8192
  private static let mostWaiting = 64

  private let compare: Compare
  private let key = SymmetricKey(size: .bits256)
  private let state = Mutex(State())
  private let thread = NIOThreadPool(numberOfThreads: 1)

  init(compare: @escaping Compare) { self.compare = compare }

  func start() { thread.start() }
  func stop() async throws { try await thread.shutdownGracefully() }

  /// `true` for a password that was right a short while ago, `nil` when nobody knows.
  func isRight(_ attempt: PasswordAttempt) -> Bool? {
    let digest = digest(attempt.credentials)
    let now = NIODeadline.now()
    let isSlowed = attempt.wrong.wait(of: attempt.client) != nil
    return state.withLock { state in
      if let end = state.rightOfClient[Remembered(digest: digest, client: attempt.client)], end > now { return true }
      guard !isSlowed, let end = state.right[digest], end > now else { return nil }
      state.remember(digest, of: attempt.client, until: end)
      return true
    }
  }

  /// Calls `done` later, from any thread, if it says that it began. The same credentials are looked at once, and
  /// counted once, however many ask.
  func check(_ attempt: PasswordAttempt, _ done: @escaping @Sendable (Bool) -> Void) -> Start {
    let digest = digest(attempt.credentials)
    let (start, isFirst) = state.withLock { enter(attempt, digest, done, &$0) }
    guard isFirst else { return start }
    let compare = compare
    thread.submit { work in
      // A pool that stops takes nobody in.
      guard case .active = work else { return self.settle(digest, false) }
      self.settle(digest, compare(attempt.credentials.password, attempt.credentials.hash))
    }
    return start
  }

  private func enter(
    _ attempt: PasswordAttempt, _ digest: Digest, _ done: @escaping @Sendable (Bool) -> Void, _ state: inout State
  ) -> (Start, isFirst: Bool) {
    if state.looks[digest] != nil {
      if let wait = attempt.wrong.wait(of: attempt.client) { return (.slowed(wait), false) }
      state.looks[digest]?.waiting.append((attempt.client, done))
      return (.begun, false)
    }
    guard state.looks.count < PasswordChecks.mostWaiting else { return (.full, false) }
    if let wait = attempt.wrong.add(attempt.client) { return (.slowed(wait), false) }
    state.looks[digest] = Look(payer: attempt, waiting: [(attempt.client, done)])
    return (.begun, true)
  }

  private func settle(_ digest: Digest, _ isRight: Bool) {
    let look = state.withLock { state in
      let look = state.looks.removeValue(forKey: digest)
      guard isRight else { return look }
      if state.right.count >= PasswordChecks.mostRemembered { state.right = [:] }
      let end = NIODeadline.now() + PasswordChecks.remembered
      state.right[digest] = end
      for (client, _) in look?.waiting ?? [] { state.remember(digest, of: client, until: end) }
      return look
    }
    guard let look else { return }
    if isRight, look.payer.credentials.isKnown { look.payer.wrong.undo(look.payer.client) }
    for (_, done) in look.waiting { done(isRight) }
  }

  private func digest(_ credentials: Credentials) -> Digest {
    var hash = HMAC<SHA256>(key: key)
    // None of the two holds a NUL.
    hash.update(data: Array(credentials.hash.description.utf8) + [0])
    hash.update(data: Array(credentials.password.utf8))
    return hash.finalize()
  }
}
