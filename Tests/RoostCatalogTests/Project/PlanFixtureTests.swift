import Foundation
import RoostModel
import Testing

@testable import RoostCatalog

@Suite struct PlanFixtureTests {
  @Test(arguments: try PlanFixture.all) func planIsAsExpected(_ fixture: PlanFixture) throws {
    let catalogue = try Catalogue.load(extraDirectory: nil)
    let found: String
    do {
      found = PlanText.of(
        try ProjectDetector.plan(for: fixture.tree, catalogue: catalogue, hasContainerEngine: fixture.hasEngine))
    } catch {
      #expect(!error.hint.isEmpty)
      found = "\(error)\n"
    }
    if ProcessInfo.processInfo.environment["ROOST_UPDATE_FIXTURES"] != nil {
      try fixture.update(found)
    } else {
      #expect(found == fixture.expected)
    }
  }
}
