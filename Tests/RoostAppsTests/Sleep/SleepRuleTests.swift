import RoostModel
import Testing

@testable import RoostApps

/// Which apps sleep, and when.
@Suite struct SleepRuleTests {
  private func plan(_ sleep: SleepSettings? = nil, processes: [String: String] = [:]) -> Plan {
    let evidence = Evidence(file: "package.json", says: "scripts.start")
    var plan = Plan(type: .node, score: 90, evidence: [evidence], start: .command("node .", decidedBy: evidence))
    plan.sleep = sleep
    plan.otherProcesses = processes
    return plan
  }

  @Test func nobodySleepsUnlessAsked() {
    #expect(SleepRule(plan(), standard: nil) == nil)
    #expect(SleepRule(plan(SleepSettings(isOn: false)), standard: SleepRule.Standard(after: 60)) == nil)
    #expect(SleepRule(plan(processes: ["worker": "x"]), standard: SleepRule.Standard(after: 60)) == nil)
    var site = plan(SleepSettings(isOn: true))
    site.start = .files(directory: ".", singlePage: false)
    #expect(SleepRule(site, standard: SleepRule.Standard(after: 60)) == nil)
  }

  @Test func whatTheAppSaysWins() throws {
    let plain = try #require(SleepRule(plan(SleepSettings(isOn: true)), standard: nil))
    #expect((plain.after, plain.stopAfter, plain.websockets) == (900, 3600, 300))
    let node = SleepRule.Standard(after: 60, stopAfter: 100)
    let inherited = try #require(SleepRule(plan(), standard: node))
    #expect((inherited.after, inherited.stopAfter) == (60, 100))
    let own = try #require(SleepRule(plan(SleepSettings(isOn: true, after: 200)), standard: node))
    #expect((own.after, own.stopAfter) == (200, 800))
    let worker = try #require(SleepRule(plan(SleepSettings(isOn: true), processes: ["worker": "x"]), standard: node))
    #expect(worker.after == 60)
    let late = try #require(SleepRule(plan(SleepSettings(isOn: true, after: 200, stopAfter: 300)), standard: nil))
    #expect(late.stopAfter == 300)
  }
}
