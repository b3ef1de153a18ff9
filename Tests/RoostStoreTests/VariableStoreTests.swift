import RoostModel
import Testing

@testable import RoostStore

@Suite struct VariableStoreTests {
  let store: Store
  init() throws { store = try Store.inMemory() }

  private func app(_ name: String = "shop") async throws -> AppRecord {
    try await store.appOrNew(named: AppName(name), now: 1)
  }

  private func draft(_ name: String, _ value: String) throws -> VariableDraft {
    VariableDraft(name: try VariableName(name), scope: .run, secret: false, source: .set) { (_) throws(Problem) in
      Array(value.utf8)
    }
  }

  @discardableResult private func change(_ app: AppID, set: [VariableDraft] = [], unset: [String] = []) async throws -> Int {
    try await store.changeVariables(
      of: app, set: set, unset: try unset.map { try VariableName($0) }, overhead: 0, now: 2)
  }

  private func values(_ records: [VariableRecord]?) -> [String] {
    (records ?? []).map { "\($0.name)=\(String(decoding: $0.sealed, as: UTF8.self))" }
  }

  @Test func aChangeIsOneVersion() async throws {
    let app = try await app().id
    #expect(try await store.variables(of: app).version == 0)
    #expect(try await change(app, set: [draft("B", "1"), draft("A", "2")]) == 1)
    #expect(try await change(app, set: [draft("B", "3")], unset: ["A"]) == 2)
    let found = try await store.variables(of: app)
    #expect(found.version == 2 && values(found.records) == ["B=3"])
    let history = try await store.variableVersions(of: app)
    #expect(history.map(\.version) == [2, 1])
    #expect(history[0].set.map(\.text) == ["B"] && history[0].unset.map(\.text) == ["A"])
  }

  @Test func aChangeOfAnotherVersionIsNone() async throws {
    let app = try await app().id
    try await change(app, set: [draft("A", "1")])
    await #expect(throws: VariableChange.changedMeanwhile(1)) {
      try await store.changeVariables(of: app, set: [draft("A", "2")], unset: [], expected: 0, overhead: 0, now: 2)
    }
    #expect(try await store.changeVariables(of: app, set: [draft("A", "2")], unset: [], expected: 1, overhead: 0, now: 2) == 2)
  }

  @Test func tenThousandChangesLeaveWhatIsInForceAndAShortHistory() async throws {
    let app = try await app().id
    for number in 1...10_000 { try await change(app, set: [draft("LEVEL", "\(number)")]) }
    let found = try await store.variables(of: app)
    #expect(found.version == 10_000 && values(found.records) == ["LEVEL=10000"])
    #expect(try await store.keptVariables(of: app).count == 1)
    #expect(try await store.variableVersions(of: app).count == Store.keptVariableChanges)
  }

  @Test func aSealIsMadeForItsVersion() async throws {
    let app = try await app().id
    try await change(app, set: [draft("A", "x")])
    let numbered = VariableDraft(name: try VariableName("A"), scope: .both, secret: true, source: .imported) {
      (version) throws(Problem) in [UInt8(version)]
    }
    try await change(app, set: [numbered])
    let record = try #require(try await store.variables(of: app).records.first)
    #expect(
      Array(record.sealed) == [2] && record.version == 2 && record.secret && record.scope == .both && record.source == .imported)
  }

  @Test func aFailingSealChangesNothing() async throws {
    let app = try await app().id
    try await change(app, set: [draft("A", "x")])
    let failing = VariableDraft(name: try VariableName("B"), scope: .run, secret: true, source: .set) { (_) throws(Problem) in
      throw Problem(.keyUnusable, "no", hint: "yes")
    }
    let problem = await #expect(throws: Problem.self) { try await change(app, set: [draft("A", "y"), failing]) }
    #expect(problem?.code == .keyUnusable)
    let found = try await store.variables(of: app)
    #expect(found.version == 1 && values(found.records) == ["A=x"])
  }

  @Test func valuesOfAReleasesVersionAreKeptAndOthersAreNot() async throws {
    let app = try await app().id
    try await change(app, set: [draft("A", "1"), draft("B", "1")])
    let release = try await store.newRelease(of: app, now: 1)
    try await store.setVariableVersion(1, ofRelease: release.number, of: app)
    try await change(app, set: [draft("A", "2")])
    try await change(app, set: [draft("A", "3"), draft("C", "3")], unset: ["B"])
    #expect(values(try await store.variables(of: app, at: 1)) == ["A=1", "B=1"])
    #expect(try await store.variables(of: app, at: 2) == nil)
    #expect(values(try await store.variables(of: app, at: 3)) == ["A=3", "C=3"])
    #expect(try await store.keptVariables(of: app).count == 4)
    #expect(try await store.variableVersions(of: app).last?.releases == [release.number])
    try await store.deleteRelease(release.number, of: app)
    try await change(app, set: [draft("D", "4")])
    #expect(try await store.keptVariables(of: app).count == 3)
    #expect(try await store.variables(of: app, at: 1) == nil)
  }

  @Test func anUpdateOfAReleaseLeavesItsVersion() async throws {
    let app = try await app().id
    var release = try await store.newRelease(of: app, now: 1)
    try await store.setVariableVersion(7, ofRelease: release.number, of: app)
    release.stage = "gate"
    try await store.update(release)
    #expect(try await store.variableVersion(ofRelease: release.number, of: app) == 7)
  }

  @Test func tooManyAreRefused() async throws {
    let app = try await app().id
    let many = try (0..<VariableLimits.count).map { try draft("V\($0)", "x") }
    try await change(app, set: many)
    await #expect(throws: Problem.self) { try await change(app, set: [draft("ONE_MORE", "x")]) }
    try await change(app, set: [draft("ONE_MORE", "x")], unset: ["V0"])
    let large = String(repeating: "x", count: 64 << 10)
    await #expect(throws: Problem.self) { try await change(app, set: (1...12).map { try draft("V\($0)", large) }) }
    #expect(try await store.variables(of: app).records.count == VariableLimits.count)
  }

  @Test func theyGoWithTheirApp() async throws {
    let (shop, other) = (try await app().id, try await app("other").id)
    try await change(shop, set: [draft("A", "1")])
    try await change(other, set: [draft("A", "2")])
    try await store.deleteApp(shop)
    #expect(try await store.keptVariables(of: shop).isEmpty)
    #expect(try await store.variableVersions(of: shop).isEmpty)
    #expect(values(try await store.variables(of: other).records) == ["A=2"])
    #expect(try await store.hasVariables())
  }

  @Test func tenThousandChangesLeaveNoMoreThanAFew() async throws {
    let app = try await app().id
    for number in 1...10_000 { try await change(app, set: [draft("A\(number % 7)", "\(number)")]) }
    let found = try await store.variables(of: app)
    #expect(found.version == 10_000 && found.records.count == 7)
    #expect(try await store.keptVariables(of: app).count == 7)
    #expect(try await store.variableVersions(of: app).count == Store.keptVariableChanges)
  }
}
