import RoostModel
import Testing

@testable import RoostCatalog

/// Which of several statements decides.
@Suite struct VersionDecisionTests {
  private static let exact = VersionFile(file: "exact", form: .line)
  private static let range = VersionFile(file: "range", form: .line, meaning: .range)
  private static let floor = VersionFile(file: "floor", form: .line, meaning: .floor)

  /// The files stand in the wrong order on purpose.
  private func decide(_ texts: [String: String], default standard: String = "lts", profile: String? = nil) throws
    -> VersionDecision
  {
    let entry = try VersionRules.entry("nodejs", default: standard, [Self.floor, Self.range, Self.exact])
    return try VersionRules.decide(entry, texts, profile: profile)
  }

  /// Every combination of an exact file, a range, a floor and a profile.
  @Test(arguments: 0..<16) func theWeightiestStatementDecides(_ bits: Int) throws {
    let texts = ["exact": "22", "range": ">=20", "floor": "18"]
    let there = texts.filter { bits & ["exact": 1, "range": 2, "floor": 4][$0.key, default: 0] != 0 }
    let decision = try decide(there, profile: bits & 8 != 0 ? "23" : nil)
    let order: [(bit: Int, selector: String, authority: VersionAuthority)] = [
      (1, "22", .exactFile), (2, ">=20", .rangeFile), (4, "lts", .floorFile), (8, "23", .profile), (16, "lts", .catalogue),
    ]
    let winner = try #require(order.first { $0.bit & (bits | 16) != 0 })
    #expect(decision.requirement.selector == winner.selector && decision.requirement.authority == winner.authority)
    #expect(decision.outvoted.count == max(0, there.count - 1))
    #expect(decision.outvotedEvidence.allSatisfy { $0.says.hasSuffix("(\(decision.requirement.decidedBy.file ?? "") decides)") })
    #expect(decision.warnings.isEmpty)
  }

  @Test func statementsThatCannotHoldTogetherAreTold() throws {
    let decision = try decide(["exact": "22", "range": ">=18 <20", "floor": "24.1"])
    #expect(decision.requirement.selector == "22")
    #expect(
      decision.warnings == [
        "exact:1 says 22 decides, but no such version of Nodejs fits range:1 says >=18 <20",
        "exact:1 says 22 decides, but no such version of Nodejs fits floor:1 says 24.1",
      ])
  }

  @Test func whatIsNotUnderstoodLeavesTheDecisionToTheOthers() throws {
    let decision = try decide(["exact": "the newest", "range": "^22"])
    #expect(decision.requirement.selector == "^22" && decision.warnings.count == 1)
    #expect(decision.warnings[0].hasPrefix("exact:1 says the newest is not understood"))
  }

  @Test(arguments: [
    ("18", "lts", "lts"), ("24.0.0", "lts", "lts"), ("24.5", "lts", "24 >=24.5"), ("26", "lts", ">=26"),
    ("18", "latest", ">=18"), ("18", "22 || 24", "22 || 24"), ("23", "22 || 24", ">=23"), (">=18 <20", "lts", ">=18 <20"),
  ])
  func theDefaultIsTakenAsFarAsItIsNewEnough(_ floor: String, _ standard: String, _ expected: String) throws {
    #expect(try decide(["floor": floor], default: standard).requirement.selector == expected)
  }
}
