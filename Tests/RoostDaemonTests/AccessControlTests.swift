import Logging
import RoostModel
import RoostServer
import RoostStore
import Synchronization
import Testing

@testable import RoostDaemon

@Suite struct AccessControlTests {
  private final class Clock: Sendable {
    private let time = Mutex(1_000_000.0)
    func pass(_ seconds: Double) { time.withLock { $0 += seconds } }
    var now: Double { time.withLock { $0 } }
  }

  private let clock = Clock()
  private let store: Store
  private let access: AccessControl
  private let here = ClientMark(address: "192.0.2.1", userAgent: "Browser\n1")
  private let password = "correct horse"

  init() throws {
    store = try Store.inMemory()
    let clock = clock
    access = AccessControl(
      store: store, sealing: .forTests, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, now: { clock.now })
  }

  private func account(_ name: String = "ada") async throws {
    _ = try await access.setAccount(AccessName(name), AccountRequest(password: password))
  }

  private func logIn(_ name: String = "ada", _ password: String? = nil, from address: String = "192.0.2.1") async throws
    -> LoginOutcome
  {
    try await access.logIn(
      LoginRequest(name: name, password: password ?? self.password), ClientMark(address: address, userAgent: "x"))
  }

  private func session() async throws -> String {
    guard case .opened(let session) = try await logIn() else { throw Problem(.internal, "not opened", hint: "-") }
    return session.token
  }

  @Test func aClaimIsGoodOnceForFifteenMinutes() async throws {
    let late = try await access.openClaim()
    clock.pass(901)
    let name = try AccessName("ada")
    #expect(try await access.claim(ClaimRequest(token: late.token, name: name, password: password), here) == .refused)
    let old = try await access.openClaim()
    let ticket = try await access.openClaim()
    #expect(try await access.claim(ClaimRequest(token: old.token, name: name, password: password), here) == .refused)
    #expect(try await access.claim(ClaimRequest(token: "", name: name, password: password), here) == .refused)
    let outcome = try await access.claim(ClaimRequest(token: ticket.token, name: name, password: password), here)
    guard case .opened(let session) = outcome else { throw Problem(.internal, "\(outcome)", hint: "-") }
    #expect(try await access.identify(.cookie(session.token))?.name == "ada")
    for attempt in [ticket.token, old.token] {
      let problem = await #expect(throws: Problem.self) {
        try await access.claim(ClaimRequest(token: attempt, name: AccessName("eve"), password: password), here)
      }
      #expect(problem?.code == .accessTaken)
    }
    #expect(await #expect(throws: Problem.self) { try await access.openClaim() }?.code == .accessTaken)
  }

  @Test func aShortPasswordIsRefusedAndTheClaimStays() async throws {
    let ticket = try await access.openClaim()
    let request = ClaimRequest(token: ticket.token, name: try AccessName("ada"), password: "short")
    #expect(await #expect(throws: Problem.self) { try await access.claim(request, here) }?.code == .usageInvalid)
    #expect(try await !access.isClaimed)
  }

  @Test func nothingSecretIsKept() async throws {
    try await account()
    let session = try await session()
    let token = try await access.makeToken(TokenRequest(name: AccessName("ci"), scope: .read), by: .local).token
    let kept = "\(try await store.accounts()) \(try await store.sessions()) \(try await store.tokens())"
    for secret in [password, session, token, String(session.prefix(12)), String(token.dropFirst(12))] {
      #expect(!kept.contains(secret))
    }
    #expect(kept.contains("$y$"))
  }

  @Test func wrongPasswordsMakeWait() async throws {
    try await account()
    for _ in 0..<5 { #expect(try await logIn("ada", "wrong") == .refused) }
    #expect(try await logIn() == .throttled(seconds: 1), "the right one has to wait too")
    clock.pass(1)
    _ = try await session()
    for _ in 0..<5 { #expect(try await logIn("nobody", "wrong") == .refused) }
    #expect(try await logIn("nobody", "wrong") == .throttled(seconds: 1), "names that are not there are no different")
  }

  /// A token of 32 random bytes is guessed by nobody.
  @Test func wrongNamesKeepNobodyFromClaiming() async throws {
    let ticket = try await access.openClaim()
    for _ in 0..<30 { _ = try await logIn("", "wrong", from: here.address) }
    let name = try AccessName("ada")
    for _ in 0..<30 {
      #expect(try await access.claim(ClaimRequest(token: "0", name: name, password: password), here) == .refused)
    }
    guard case .opened = try await access.claim(ClaimRequest(token: ticket.token, name: name, password: password), here) else {
      throw Problem(.internal, "not opened", hint: "-")
    }
  }

  @Test func whoFollowsTheLogReadsNothingTwice() async throws {
    func entry(_ at: Double) -> AuditEntry {
      AuditEntry(
        at: at, kind: .local, actor: "local", action: .appsControl, resource: "shop", request: "POST", outcome: "accepted",
        address: "")
    }
    for at in [10.0, 20, 30] { await access.record(entry(at)) }
    for (query, seen) in [
      (AuditQuery(after: 3, follows: true), [40.0]), (AuditQuery(tail: 0, follows: true), [50]),
      (AuditQuery(since: 55, follows: true), [60]), (AuditQuery(after: 5, follows: true), [60, 70]),
      (AuditQuery(tail: 1, follows: true), [70, 80]),
    ] {
      let feed = try await access.audit(query)
      await access.record(entry(30 + 10 * Double(try await count() - 2)))
      var read: [Double] = []
      for await entry in feed {
        read.append(entry.at)
        if read.count == seen.count { break }
      }
      #expect(read == seen)
    }
  }

  private func count() async throws -> Int { try await store.audit(AuditQuery()).count }

  @Test func looksAreNoUse() async throws {
    try await account()
    let token = try await session()
    for _ in 0..<12 {
      #expect(try await access.identify(.cookie(token), isUse: false) != nil)
      clock.pass(3600)
    }
    #expect(try await access.identify(.cookie(token), isUse: false) == nil)
  }

  @Test func manyGuessesAtOnceAreNoMoreThanOneAfterTheOther() async throws {
    try await account()
    let refused = try await withThrowingTaskGroup(of: LoginOutcome.self) { group in
      for _ in 0..<40 { group.addTask { try await logIn("ada", "wrong") } }
      return try await group.reduce(into: 0) { if $1 == .refused { $0 += 1 } }
    }
    #expect(refused <= 5)
  }

  @Test func aSessionEndsWhenItIsIdleOrOld() async throws {
    try await account()
    let idle = try await session()
    clock.pass(11 * 3600)
    #expect(try await access.identify(.cookie(idle)) != nil)
    clock.pass(11 * 3600)
    #expect(try await access.identify(.cookie(idle)) != nil, "it was used meanwhile")
    clock.pass(12 * 3600)
    #expect(try await access.identify(.cookie(idle)) == nil)
    let old = try await session()
    for _ in 0..<71 {
      clock.pass(10 * 3600)
      #expect(try await access.identify(.cookie(old)) != nil)
    }
    clock.pass(10 * 3600)
    #expect(try await access.identify(.cookie(old)) == nil)
    #expect(try await access.sessions().isEmpty)
  }

  @Test func anotherPasswordEndsTheOtherSessions() async throws {
    try await account()
    let (mine, other) = (try await session(), try await session())
    let actor = try #require(try await access.identify(.cookie(mine)))
    let wrong = await #expect(throws: Problem.self) {
      try await access.changePassword(actor, PasswordChange(old: "wrong", new: "another horse"), here)
    }
    #expect(wrong?.code == .accessDenied)
    try await access.changePassword(actor, PasswordChange(old: password, new: "another horse"), here)
    #expect(try await access.identify(.cookie(mine)) != nil)
    #expect(try await access.identify(.cookie(other)) == nil)
    #expect(try await logIn() == .refused)
  }

  @Test func aTokenIsWhatWasAskedForUntilItExpiresOrIsRevoked() async throws {
    let request = TokenRequest(name: try AccessName("ci"), scope: .deploy, apps: [try AppName("shop")], seconds: 60)
    let made = try await access.makeToken(request, by: .local)
    #expect(made.token.hasPrefix("roost_") && made.token.hasPrefix(made.summary.prefix) && made.summary.prefix.count == 12)
    let actor = try #require(try await access.identify(.bearer(made.token)))
    #expect(try actor.scope == .deploy && actor.apps == [AppName("shop")] && actor.kind == .token)
    #expect(try await access.tokens().first?.lastUsedAt == clock.now)
    #expect(try await access.identify(.bearer(made.token + "0")) == nil)
    #expect(try await access.identify(.bearer(String(made.token.dropLast()) + "x")) == nil)
    #expect(try await access.identify(.cookie(String(made.token.dropFirst(6)))) == nil, "a token is no session")
    #expect(await #expect(throws: Problem.self) { try await access.makeToken(request, by: .local) }?.code == .accessTaken)
    clock.pass(60)
    #expect(try await access.identify(.bearer(made.token)) == nil)
    let other = try await access.makeToken(TokenRequest(name: AccessName("all"), scope: .admin), by: .local)
    try await access.revokeToken(AccessName("all"))
    #expect(try await access.identify(.bearer(other.token)) == nil)
  }

  @Test func aTokenForNoAppIsNone() async throws {
    for request in [
      TokenRequest(name: try AccessName("ci"), scope: .read, apps: []),
      TokenRequest(name: try AccessName("ci"), scope: .read, seconds: 0),
    ] {
      #expect(await #expect(throws: Problem.self) { try await access.makeToken(request, by: .local) }?.code == .usageInvalid)
    }
  }

  @Test func whoFollowsTheLogMissesNothing() async throws {
    func entry(_ outcome: String) -> AuditEntry {
      AuditEntry(
        at: clock.now, kind: .local, actor: "local", action: .appsDeploy, resource: "", request: "", outcome: outcome, address: ""
      )
    }
    await access.record(entry("one"))
    var lines = try await access.audit(AuditQuery(follows: true)).makeAsyncIterator()
    await access.record(entry("two"))
    #expect(await lines.next()?.outcome == "one")
    let second = await lines.next()
    #expect(second?.outcome == "two" && second?.id == 2)
    var rest: [String] = []
    for await line in try await access.audit(AuditQuery(after: 1)) { rest.append(line.outcome) }
    #expect(rest == ["two"])
  }
}
