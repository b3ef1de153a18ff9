import RoostModel
import Testing

@testable import RoostCatalog

@Suite struct SupportTests {
  @Test(arguments: [
    (0.0, "1970-01-01"), (86_399, "1970-01-01"), (86_400, "1970-01-02"), (951_782_400, "2000-02-29"), (951_868_800, "2000-03-01"),
    (1_709_164_800, "2024-02-29"), (1_735_689_599, "2024-12-31"), (4_107_542_400, "2100-03-01"), (-86_400, "1969-12-31"),
  ]) func daysAreCountedFrom1970(seconds: Double, text: String) {
    #expect(CalendarDay(secondsSince1970: seconds).description == text)
  }

  @Test func everyDayFollowsTheOneBefore() {
    var previous = CalendarDay(secondsSince1970: 0)
    for day in 1...60_000 {
      let next = CalendarDay(secondsSince1970: Double(day) * 86_400)
      let sameMonth = next.month == previous.month && next.day == previous.day + 1
      #expect(previous < next && (sameMonth || next.day == 1))
      previous = next
    }
  }

  @Test(arguments: [
    "", "2028-4-30", "2028-13-01", "2028-00-01", "2028-01-32", "28-01-01", "2028-01-01x", "2028/01/01", "+028-01-01x",
  ])
  func whatIsNoDateIsRefused(text: String) {
    #expect(CalendarDay(text) == nil)
  }

  private func entry(_ phases: [SupportPhase]) throws -> CatalogueEntry {
    var entry = CatalogueEntry(
      id: try #require(RuntimeID("nodejs")), title: "Node.js", scheme: .semver,
      source: .wheel(WheelSource(package: "x", subtree: "x", destination: "y")))
    entry.support = phases
    return entry
  }

  @Test func thePhaseIsTheOneThatHoldsToday() throws {
    let entry = try entry([
      SupportPhase(versions: "22", phase: .maintenance, until: "2027-04-30"),
      SupportPhase(versions: "22", phase: .active, until: "2025-10-21"),
      SupportPhase(versions: "20", phase: .lts, until: "2026-04-30"),
      SupportPhase(versions: "26", phase: .current),
    ])
    func phase(_ version: String, _ day: String) throws -> String? {
      let support = entry.support(of: version, on: try #require(CalendarDay(day)))
      return support.map { "\($0.phase.rawValue) \($0.until ?? "-")" }
    }
    #expect(try phase("22.20.0", "2025-10-21") == "active 2025-10-21")
    #expect(try phase("22.20.0", "2025-10-22") == "maintenance 2027-04-30")
    #expect(try phase("22.20.0", "2027-05-01") == "eol 2027-04-30")
    #expect(try phase("20.1.0", "2026-11-21") == "eol 2026-04-30")
    #expect(try phase("26.0.0", "2999-01-01") == "current -")
    #expect(try phase("18.0.0", "2026-11-21") == nil)
  }

  @Test func anEndOfLifeThatIsStatedHolds() throws {
    let entry = try entry([SupportPhase(versions: "18", phase: .eol)])
    #expect(entry.support(of: "18.1.0", on: CalendarDay(secondsSince1970: 0))?.phase == .eol)
  }
}
