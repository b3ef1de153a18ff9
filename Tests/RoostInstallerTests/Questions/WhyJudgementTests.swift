import RoostCatalog
import RoostModel
import Testing

@testable import RoostInstaller

@Suite struct WhyJudgementTests {
  private func why(_ sample: StoreSample, _ text: String, _ records: [JournalEntry] = []) throws -> WhyAnswer {
    let runtime = try sample.catalogue.specifier(text).runtime
    let layers = try RemovalTargets(catalogue: sample.catalogue, layers: sample.knowledge.layers).candidates(text)
    return WhyJudgement(
      graph: RuntimeGraph(sample.catalogue), knowledge: sample.knowledge, profiles: sample.catalogue.profiles(holding: runtime)
    ).answer(runtime, layers, history: History(entries: records))
  }

  @Test func everyReasonIsSaid() throws {
    var sample = try StoreSample()
    let node = try sample.install("nodejs", "24.1.0", requested: "lts")
    try sample.install("pnpm", "9.1.0")
    sample.knowledge.uses[node.name] = [AppUse(app: "shop", state: .running, pid: 812, version: "24.1.0")]
    let answer = try why(sample, "node")
    #expect(answer.requiredBy == ["pnpm 9.1.0"])
    #expect(answer.profiles == ["web"])
    #expect(
      answer.reasons == [
        "nodejs 24.1.0 was asked for by name, as nodejs@lts", "pnpm 9.1.0 stands on it",
        "shop (running, pid 812) runs on nodejs 24.1.0", "it is part of the profile web",
      ])
  }

  @Test func whatNobodyNeedsSaysHowToRemoveIt() throws {
    var sample = try StoreSample()
    try sample.install("nodejs", "22.1.0")
    #expect(
      try why(sample, "node").reasons == ["nothing that is known needs it any more: roost runtime remove 'nodejs@22.1.0'"])
  }

  @Test func whatIsNotThereSaysSo() throws {
    let sample = try StoreSample()
    #expect(try why(sample, "node").reasons == ["nodejs is not installed; the profile web would bring it"])
    #expect(try why(sample, "pnpm").reasons == ["pnpm is not installed"])
    let judgement = WhyJudgement(
      graph: RuntimeGraph(sample.catalogue), knowledge: sample.knowledge, profiles: ["minimal", "web", "full"])
    let reasons = judgement.answer(try sample.catalogue.specifier("node").runtime, [], history: History(entries: [])).reasons
    #expect(reasons == ["nodejs is not installed; the profiles minimal, web and full would bring it"])
  }

  @Test func aVersionAsksForItsLayersAlone() throws {
    var sample = try StoreSample()
    try sample.install("nodejs", "22.1.0", requested: "22")
    try sample.install("nodejs", "24.1.0", requested: "24")
    let answer = try why(sample, "node@24")
    #expect(answer.layers.map(\.version) == ["24.1.0"])
    #expect(answer.reasons.first == "nodejs 24.1.0 was asked for by name, as nodejs@24")
  }

  @Test func transactionsThatNameItAreListedNewestFirst() throws {
    var sample = try StoreSample()
    let node = try sample.install("nodejs", "24.1.0", requested: "24")
    func entry(_ id: Int, _ changes: [TransactionChange], _ requests: [NamedRequest] = []) -> JournalEntry {
      JournalEntry(
        record: TransactionRecord(
          id: id, kind: .install, scope: .layer, request: "", user: 0, startedAt: 0, state: .done, changes: changes),
        requests: requests)
    }
    let added = TransactionChange(action: .added, scope: .layer, name: node.name, runtime: node.runtime, version: node.version)
    let records = [
      entry(1, [added]), entry(2, []),
      entry(3, [], [NamedRequest(runtime: node.runtime, selector: "24", version: node.version)]),
    ]
    #expect(try why(sample, "node", records).requestedIn.map(\.id) == [3, 1])
  }
}
