import RoostCatalog
import RoostModel
import Testing

@testable import RoostInstaller

@Suite struct OutdatedJudgementTests {
  private let offered = [["22.1.0", "22.20.0"], ["22.20.1", "24.1.0", "26.0.0-rc.1"]]

  private func rows(
    _ sample: StoreSample, apps: [AppRequirement] = [], lists: [[String]]? = nil, today: String = "2026-11-21"
  ) throws -> [OutdatedRuntime] {
    let node = try #require(RuntimeID("nodejs"))
    return try OutdatedJudgement(
      catalogue: sample.catalogue, knowledge: sample.knowledge, requirements: apps,
      available: [node: AvailableVersions(scheme: .semver, lists: lists ?? offered)], today: try #require(CalendarDay(today))
    ).rows()
  }

  @Test func theFirstSourceWithAFitIsWhatAnUpgradeWouldTake() throws {
    var sample = try StoreSample()
    try sample.install("nodejs", "22.1.0", requested: "22")
    let row = try #require(try rows(sample).first)
    #expect(row.newestInRange == "22.20.0" && row.newest == "24.1.0")
    #expect(row.isOutdated && row.selector == "22" && row.app == nil)
    #expect(row.command == "roost runtime upgrade nodejs")
  }

  @Test func anExactRequestAndAWithdrawnVersionAreUpToDate() throws {
    var sample = try StoreSample()
    try sample.install("nodejs", "22.1.0", requested: "22.1.0")
    try sample.install("nodejs", "22.30.0", requested: "22")
    let found = try rows(sample)
    #expect(found.map(\.newestInRange) == ["22.1.0", "22.30.0"])
    #expect(found.allSatisfy { !$0.isOutdated && $0.command == nil })
  }

  @Test func aSilentNetworkClaimsNothing() throws {
    var sample = try StoreSample()
    try sample.install("nodejs", "22.1.0", requested: "22")
    let row = try #require(try rows(sample, lists: []).first)
    #expect(row.newestInRange == nil && row.newest == nil && !row.isOutdated && row.command == nil)
  }

  @Test func appsHaveRowsOfTheirOwn() throws {
    var sample = try StoreSample()
    let layer = try sample.install("nodejs", "22.1.0")
    let app = AppRequirement(app: "shop", runtime: layer.runtime, selector: "^22.1", layer: layer.name)
    let found = try rows(sample, apps: [app])
    #expect(found.map(\.app) == ["shop"])
    #expect(found.map(\.newestInRange) == ["22.20.0"])
  }

  @Test func whatCameAlongFollowsTheDefaultOnlyWhereThatCoversIt() throws {
    var sample = try StoreSample()
    try sample.install("nodejs", "22.1.0")
    #expect(try rows(sample).map(\.selector) == ["*"])
    var entry = try #require(sample.catalogue.entry(named: "nodejs"))
    entry.defaultSelector = "24"
    sample.catalogue = Catalogue([entry])
    #expect(try rows(sample).map(\.selector) == ["22.1.0"])
    #expect(try rows(sample).map(\.newestInRange) == ["22.1.0"])
  }

  @Test func theEndOfLifeIsToldWithTheWayOut() throws {
    var sample = try StoreSample()
    try sample.install("nodejs", "22.20.0", requested: "22")
    var entry = try #require(sample.catalogue.entry(named: "nodejs"))
    entry.support = [SupportPhase(versions: "22", phase: .maintenance, until: "2027-04-30")]
    entry.defaultSelector = "24"
    sample.catalogue = Catalogue([entry])
    #expect(try rows(sample).first?.support?.phase == .maintenance)
    #expect(try rows(sample).first?.command == nil)
    let ended = try #require(try rows(sample, today: "2027-05-01").first)
    #expect(ended.support == SupportPhase(versions: "22", phase: .eol, until: "2027-04-30"))
    #expect(ended.command == "roost runtime install 'nodejs@24'")
  }
}
