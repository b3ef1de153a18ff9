import FoundationEssentials
import Logging
import RoostModel
import RoostServer
import RoostStore
import RoostSystem
import Synchronization

/// Who may use the API over the network: accounts, sessions and tokens, and the log of what they did. Lives as long as the daemon.
final class AccessControl: Sendable {
  private struct Claim {
    var digest: [UInt8]
    var expiresAt: Double
  }

  private static let claimTime = 900.0
  private static let idleTime = 12.0 * 3600
  private static let sessionTime = 30.0 * 86_400
  private static let sessionsOfAccount = 50
  /// How exactly it is known when something was used last.
  private static let useStep = 60.0
  private static let auditTime = 90.0 * 86_400
  private static let auditEntries = 100_000
  private static let comparisonsAtOnce = 4
  private static let shortestPassword = 8
  /// What is compared for a name that is not there, so that it takes as long: the hash of something nobody knows.
  private static let nobody = PasswordHash("$y$j9T$GbdZRCW0wqq0oki/vFPc/0$ggao7VjfXA5d5PT/4WjPAtaTNS3qmL/OIMlC3/WRFQ9")

  let store: Store
  let sealing: AccessSealing
  private let logger: Logger
  let now: @Sendable () -> Double
  private let throttle = Mutex(LoginThrottle())
  private let pending = Mutex(PendingLogins())
  private let comparisons = Mutex(0)
  private let claim = Mutex<Claim?>(nil)
  private let port = Mutex(0)
  private let feed = AuditFeed()
  let known = KnownTokens()

  init(store: Store, sealing: AccessSealing, logger: Logger, now: @escaping @Sendable () -> Double) {
    self.store = store
    self.sealing = sealing
    self.logger = logger
    self.now = now
  }

  /// Where the API listens besides its socket.
  func listens(on port: Int) { self.port.withLock { $0 = port } }
}

extension AccessControl {
  /// Without `isUse` it does not count as used.
  func identify(_ credential: AccessCredential, isUse: Bool = true) async throws(Problem) -> AccessActor? {
    switch credential {
    case .bearer(let text):
      guard let secret = AccessSecret(text, mark: AccessSecret.tokenMark) else { return nil }
      return try await token(secret, isUse)
    case .cookie(let text):
      guard let secret = AccessSecret(text) else { return nil }
      return try await session(secret, isUse)
    }
  }

  private func token(_ secret: AccessSecret, _ isUse: Bool) async throws(Problem) -> AccessActor? {
    let now = now()
    var (record, turn) = known.look(secret.digest)
    if record == nil, let read = try await store.token(secret.digest) {
      known.keep(read, of: turn)
      record = read
    }
    guard let record, let id = record.id, record.expiresAt ?? .infinity > now else { return nil }
    if isUse, known.use(record, now: now, step: AccessControl.useStep) { try await store.touchToken(id, now: now) }
    return AccessActor(kind: .token, name: record.name.text, id: id, scope: record.scope, apps: record.apps.map { Set($0) })
  }

  private func session(_ secret: AccessSecret, _ isUse: Bool) async throws(Problem) -> AccessActor? {
    let now = now()
    guard let (record, account) = try await store.session(secret.digest), let id = record.id else { return nil }
    guard isOpen(record, now) else {
      _ = try await store.removeSession(id)
      return nil
    }
    if isUse, now - record.lastUsedAt > AccessControl.useStep { try await store.touchSession(id, now: now) }
    return AccessActor(kind: .session, name: account.name.text, id: id, scope: .admin)
  }

  private func isOpen(_ session: SessionRecord, _ now: Double) -> Bool {
    now - session.lastUsedAt < AccessControl.idleTime && now - session.createdAt < AccessControl.sessionTime
  }
}

extension AccessControl {
  var isClaimed: Bool { get async throws(Problem) { try await !store.accounts().isEmpty } }

  func openClaim() async throws(Problem) -> ClaimTicket {
    guard try await !isClaimed else { throw AccessControl.claimed }
    let secret = AccessSecret()
    let expiresAt = now() + AccessControl.claimTime
    claim.withLock { $0 = Claim(digest: secret.digest, expiresAt: expiresAt) }
    let port = port.withLock { $0 }
    return ClaimTicket(
      token: secret.text, url: port == 0 ? nil : "http://localhost:\(port)/api/v1/claim", expiresAt: expiresAt)
  }

  func claim(_ request: ClaimRequest, _ mark: ClientMark) async throws(Problem) -> LoginOutcome {
    guard try await !isClaimed else { throw AccessControl.claimed }
    // Nobody guesses it, so nobody is made to wait.
    guard let secret = AccessSecret(request.token), isRight(secret) else { return .refused }
    let hash = try await hashed(request.password)
    guard let account = try await store.addFirstAccount(request.name, hash, now: now()) else { throw AccessControl.claimed }
    claim.withLock { $0 = nil }
    return .opened(try await open(account, mark))
  }

  /// Digests of what nobody can guess may be compared in any time.
  private func isRight(_ secret: AccessSecret) -> Bool {
    let now = now()
    return claim.withLock { claim in claim.map { $0.digest == secret.digest && $0.expiresAt > now } ?? false }
  }

  private static var claimed: Problem {
    Problem(.accessTaken, "this daemon belongs to somebody already", hint: "make another account: roost user add NAME")
  }
}

extension AccessControl {
  func logIn(_ request: LoginRequest, _ mark: ClientMark) async throws(Problem) -> LoginOutcome {
    guard begin() else { return .throttled(seconds: 1) }
    defer { end() }
    let name = (try? AccessName(request.name))?.text ?? ""
    let wait = throttle.withLock { $0.attempt(name: name, address: mark.address, now: now()) }
    guard wait <= 0 else { return .throttled(seconds: Int(wait.rounded(.up))) }
    guard let account = try await proven(request.name, request.password) else { return .refused }
    if account.hasSecondFactor {
      guard let code = request.code, !code.isEmpty else {
        throttle.withLock { $0.takeBack(name: name, address: mark.address) }
        return .codeNeeded(ticket: pending.withLock { $0.open(account, now: now()) })
      }
      guard try await isProven(account, code) else { return .wrongCode(account.name) }
    }
    throttle.withLock { $0.succeeded(name: name, address: mark.address) }
    return .opened(try await open(account, mark))
  }

  /// The second step, for who has shown the password and got a ticket. Wrong codes count as wrong passwords do.
  func logIn(ticket: String, code: String, _ mark: ClientMark) async throws(Problem) -> LoginOutcome {
    let now = now()
    guard let login = pending.withLock({ $0.login(of: ticket, now: now) }) else { return .refused }
    let wait = throttle.withLock { $0.attempt(name: login.account.text, address: mark.address, now: now) }
    guard wait <= 0 else { return .throttled(seconds: Int(wait.rounded(.up))) }
    guard let account = try await store.account(named: login.account), account.password == login.password,
      account.hasSecondFactor, try await isProven(account, code)
    else { return .wrongCode(login.account) }
    pending.withLock { $0.close(ticket) }
    throttle.withLock { $0.succeeded(name: login.account.text, address: mark.address) }
    return .opened(try await open(account, mark))
  }

  func changePassword(_ actor: AccessActor, _ change: PasswordChange, _ mark: ClientMark) async throws(Problem) {
    guard actor.kind == .session else {
      throw Problem(.usageInvalid, "\(actor.phrase) has no password", hint: "change an account's: roost user password NAME")
    }
    guard begin() else { throw .throttled(1) }
    defer { end() }
    let wait = throttle.withLock { $0.attempt(name: actor.name, address: mark.address, now: now()) }
    guard wait <= 0 else { throw .throttled(Int(wait.rounded(.up))) }
    guard let account = try await proven(actor.name, change.old) else {
      throw Problem(
        .accessDenied, "the old password is wrong", hint: "choose another on the machine: roost user password \(actor.name)")
    }
    throttle.withLock { $0.succeeded(name: actor.name, address: mark.address) }
    try await store.setAccount(account.name, try await hashed(change.new), keeping: actor.id, now: now())
  }

  /// Takes as long for a name that is not there.
  private func proven(_ name: String, _ password: String) async throws(Problem) -> AccountRecord? {
    var account: AccountRecord?
    if let name = try? AccessName(name) { account = try await store.account(named: name) }
    guard let hash = account?.password ?? AccessControl.nobody else { return nil }
    let matches = await BlockingWork.run { Password.matches(password, hash) }
    return matches ? account : nil
  }

  private func hashed(_ password: String) async throws(Problem) -> PasswordHash {
    guard password.count >= AccessControl.shortestPassword else {
      throw Problem(
        .usageInvalid, "the password has fewer than \(AccessControl.shortestPassword) characters", hint: "choose a longer one")
    }
    return try await BlockingWork.run { () throws(Problem) in try Password.hash(password) }
  }

  private func open(_ account: AccountRecord, _ mark: ClientMark) async throws(Problem) -> NewSession {
    let secret = AccessSecret()
    let agent = String(mark.userAgent.unicodeScalars.filter { $0.value > 31 && $0.value != 127 }.prefix(120).map(Character.init))
    let record = SessionRecord(
      digest: secret.digest, account: account.id ?? 0, now: now(), address: mark.address, userAgent: agent)
    _ = try await store.add(
      record, mostOfAccount: AccessControl.sessionsOfAccount, before: now() - AccessControl.idleTime)
    return NewSession(token: secret.text, account: account.name, seconds: Int(AccessControl.sessionTime))
  }

  /// Comparing takes memory and a processor.
  private func begin() -> Bool {
    comparisons.withLock { count in
      guard count < AccessControl.comparisonsAtOnce else { return false }
      count += 1
      return true
    }
  }

  private func end() { comparisons.withLock { $0 -= 1 } }
}

extension AccessControl {
  func sessions() async throws(Problem) -> [SessionSummary] {
    let now = now()
    let names = Dictionary(try await store.accounts().map { ($0.id ?? 0, $0.name) }) { first, _ in first }
    return try await store.sessions().filter { isOpen($0, now) }.compactMap { session in
      names[session.account].map { name in
        SessionSummary(
          id: session.id ?? 0, account: name, createdAt: session.createdAt, lastUsedAt: session.lastUsedAt,
          address: session.address, userAgent: session.userAgent)
      }
    }
  }

  func endSession(_ id: Int) async throws(Problem) {
    guard try await store.removeSession(id) else {
      throw Problem(.accessNotFound, "there is no session \(id)", hint: "see which there are: roost user sessions")
    }
  }

  func accounts() async throws(Problem) -> [AccountSummary] {
    let sessions = try await sessions()
    return try await store.accounts().map { account in
      AccountSummary(
        name: account.name, createdAt: account.createdAt, sessions: sessions.count { $0.account == account.name },
        secondFactor: account.hasSecondFactor)
    }
  }

  func setAccount(_ name: AccessName, _ request: AccountRequest) async throws(Problem) -> AccountSummary {
    let record = try await store.setAccount(name, try await hashed(request.password), now: now())
    claim.withLock { $0 = nil }
    return AccountSummary(
      name: record.name, createdAt: record.createdAt, sessions: 0, secondFactor: record.hasSecondFactor)
  }

  func removeAccount(_ name: AccessName) async throws(Problem) {
    guard try await store.removeAccount(name) else {
      throw Problem(.accessNotFound, "there is no account named \(name)", hint: "see which there are: roost user list")
    }
  }
}

extension AccessControl {
  /// What cannot be written down does not undo what was done.
  func record(_ entry: AuditEntry) async {
    var entry = entry
    do throws(Problem) {
      entry.id = try await store.add(entry, most: AccessControl.auditEntries, before: now() - AccessControl.auditTime)
    } catch {
      return logger.error(
        "the audit log cannot be written", metadata: ["problem": "\(error.message)", "action": "\(entry.action)"])
    }
    feed.publish(entry)
  }

  func audit(_ query: AuditQuery) async throws(Problem) -> AsyncStream<AuditEntry> {
    feed.stream(behind: try await store.audit(query), of: query)
  }
}
