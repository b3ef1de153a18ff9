import RoostModel
import Testing

@testable import RoostStore

@Suite struct AccessStoreTests {
  let store: Store
  private let hash = PasswordHash("$y$j9T$GbdZRCW0wqq0oki/vFPc/0$ggao7VjfXA5d5PT/4WjPAtaTNS3qmL/OIMlC3/WRFQ9")
  init() throws { store = try Store.inMemory() }

  private func session(_ mark: UInt8, of account: AccountRecord, now: Double) throws -> SessionRecord {
    SessionRecord(digest: [mark], account: try #require(account.id), now: now, address: "192.0.2.1", userAgent: "test")
  }

  @Test func theFirstAccountIsMadeOnce() async throws {
    let hash = try #require(hash)
    let first = try await store.addFirstAccount(AccessName("ada"), hash, now: 1)
    #expect(first?.id != nil)
    #expect(try await store.addFirstAccount(AccessName("bob"), hash, now: 2) == nil)
    #expect(try await store.accounts().map(\.name.text) == ["ada"])
  }

  @Test func sessionsEndWithTheirAccountAndWithItsPassword() async throws {
    let hash = try #require(hash)
    let ada = try await store.setAccount(AccessName("ada"), hash, now: 1)
    let one = try await store.add(try session(1, of: ada, now: 2), mostOfAccount: 50, before: 0)
    _ = try await store.add(try session(2, of: ada, now: 3), mostOfAccount: 50, before: 0)
    try await store.setAccount(AccessName("ada"), hash, keeping: one, now: 4)
    #expect(try await store.session([1])?.account.name.text == "ada")
    #expect(try await store.session([2]) == nil)
    #expect(try await store.removeAccount(AccessName("ada")))
    #expect(try await store.session([1]) == nil)
    #expect(try await !store.removeAccount(AccessName("ada")))
  }

  @Test func aSecondFactorGoesWithItsAccountAndEachCodeIsUsedOnce() async throws {
    let hash = try #require(hash)
    let ada = try await store.setAccount(AccessName("ada"), hash, now: 1)
    let id = try #require(ada.id)
    #expect(try await store.offerSecondFactor(id, [1, 2, 3]))
    let offered = try #require(try await store.account(named: AccessName("ada")))
    #expect(!offered.hasSecondFactor)
    #expect(try await store.offerSecondFactor(id, [4]), "another offer takes its place")
    #expect(try await !store.confirmSecondFactor(offered, step: 5, recovery: []), "what was shown is not what is there")
    let second = try #require(try await store.account(named: AccessName("ada")))
    #expect(try await store.confirmSecondFactor(second, step: 5, recovery: [[7], [8]]))
    #expect(try await !store.offerSecondFactor(id, [9]), "one in force stays")
    #expect(try await store.useCode(id, step: 6))
    for step in [5, 6] { #expect(try await !store.useCode(id, step: step)) }
    #expect(try await store.useRecoveryCode(id, [7]))
    #expect(try await !store.useRecoveryCode(id, [7]))
    try await store.setAccount(AccessName("ada"), hash, now: 2)
    #expect(try await store.account(named: AccessName("ada"))?.hasSecondFactor == true, "another password leaves it")
    #expect(try await store.removeAccount(AccessName("ada")))
    let again = try #require(try await store.setAccount(AccessName("ada"), hash, now: 3).id)
    #expect(try await !store.useRecoveryCode(again, [8]))
    #expect(try await !store.hasSecondFactors())
  }

  @Test func anAccountKeepsItsNewestSessions() async throws {
    let ada = try await store.setAccount(AccessName("ada"), try #require(hash), now: 1)
    for mark in 1...5 {
      _ = try await store.add(try session(UInt8(mark), of: ada, now: Double(mark)), mostOfAccount: 3, before: 0)
    }
    #expect(try await store.sessions().map(\.digest) == [[5], [4], [3]].map { .init($0) })
    _ = try await store.add(try session(9, of: ada, now: 100), mostOfAccount: 3, before: 50)
    #expect(try await store.sessions().map(\.digest) == [.init([9])])
  }

  @Test func aTokenIsFoundByItsDigestAndHasANameOfItsOwn() async throws {
    let request = TokenRequest(name: try AccessName("ci"), scope: .deploy, apps: [try AppName("shop")], seconds: 60)
    let made = try await store.add(TokenRecord(digest: [1], prefix: "roost_a", request: request, now: 10, createdBy: "ada"))
    #expect(made?.summary.expiresAt == 70 && made?.summary.apps?.map(\.text) == ["shop"])
    #expect(try await store.add(TokenRecord(digest: [2], prefix: "roost_b", request: request, now: 10, createdBy: "ada")) == nil)
    try await store.touchToken(try #require(made?.id), now: 20)
    #expect(try await store.token([1])?.lastUsedAt == 20)
    #expect(try await store.token([2]) == nil)
    #expect(try await store.removeToken(AccessName("ci")))
    #expect(try await store.token([1]) == nil)
  }

  @Test func theAuditLogIsBoundedAndReadInItsOrder() async throws {
    func entry(_ number: Int) -> AuditEntry {
      AuditEntry(
        at: Double(number), kind: .token, actor: "ci", action: .appsDeploy, resource: "shop", request: "POST /x",
        outcome: "accepted", address: "")
    }
    for number in 1...250 { _ = try await store.add(entry(number), most: 100, before: 0) }
    #expect(try await store.audit(AuditQuery()).map(\.id) == Array(101...250))
    #expect(try await store.audit(AuditQuery(tail: 2)).map(\.id) == [249, 250])
    #expect(try await store.audit(AuditQuery(before: 104, tail: 2)).map(\.id) == [102, 103])
    #expect(try await store.audit(AuditQuery(after: 248)).map(\.at) == [249, 250])
    #expect(try await store.audit(AuditQuery(since: 249.5)).map(\.id) == [250])
    for number in 251...300 { _ = try await store.add(entry(number), most: 100_000, before: 280) }
    #expect(try await store.audit(AuditQuery()).first?.at == 280)
    // Whoever is refused pushes out no more than what was refused.
    for number in 301...750 {
      var refused = entry(number)
      refused.outcome = "access.denied"
      _ = try await store.add(refused, most: 100, before: 0)
    }
    #expect(try await store.audit(AuditQuery()).map(\.id) == Array(280...300) + Array(601...750))
  }
}
