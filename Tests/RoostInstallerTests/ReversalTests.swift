import RoostCatalog
import RoostModel
import Testing

@testable import RoostInstaller

@Suite struct ReversalTests {
  private let nodejs: RuntimeID
  init() throws { nodejs = try #require(RuntimeID("nodejs")) }

  private var layer: InstalledLayer {
    InstalledLayer(
      runtime: nodejs, version: "22.20.0", digest: String(repeating: "a", count: 64), tree: "/t", size: ByteCount(1),
      installedAt: 0, variables: [:], provenance: [], seconds: 1)
  }

  private func entry(_ id: Int, _ action: TransactionChange.Action, named: Bool = true) -> JournalEntry {
    let change = TransactionChange(action: action, scope: .layer, name: layer.name, runtime: nodejs, version: "22.20.0")
    let record = TransactionRecord(
      id: id, kind: action == .added ? .install : .remove, scope: .layer, request: "nodejs@22", user: 0, startedAt: Double(id),
      state: .done, changes: [change])
    let request = NamedRequest(runtime: nodejs, selector: "22", version: "22.20.0")
    return JournalEntry(record: record, requests: named && action == .added ? [request] : [])
  }

  private func reversal(of id: Int, in entries: [JournalEntry], installed: [InstalledLayer]) throws -> Reversal {
    let history = History(entries: entries)
    let needs = LayerNeeds(catalogue: Catalogue([]), installed: installed)
    return Reversal(of: try #require(history.record(id)), history: history, installed: installed, needs: needs)
  }

  @Test func whatWasRemovedInBetweenBelongsToTheLastThatAddedIt() throws {
    let entries = [entry(1, .added), entry(2, .removed), entry(3, .added)]
    #expect(try reversal(of: 3, in: entries, installed: [layer]).removed == [layer])
    #expect(try reversal(of: 1, in: entries, installed: [layer]).isEmpty)
    #expect(try reversal(of: 2, in: entries, installed: [layer]).isEmpty)
  }

  @Test func aRemovalIsMadeGood() throws {
    let entries = [entry(1, .added), entry(2, .removed)]
    #expect(try reversal(of: 2, in: entries, installed: []).restored.map(\.version) == ["22.20.0"])
  }

  @Test func anUndoingOfAnUndoingCanBeUndoneToo() throws {
    var entries = [entry(1, .added), entry(2, .removed, named: false), entry(3, .added, named: false)]
    entries[1].record.undoes = 1
    entries[2].record.undoes = 2
    #expect(try reversal(of: 3, in: entries, installed: [layer]).removed == [layer])
  }

  @Test func whatWasAskedForAgainIsToldAsKept() throws {
    let entries = [entry(1, .added), entry(2, .removed), entry(3, .added)]
    #expect(try reversal(of: 1, in: entries, installed: [layer]).kept == [layer])
  }
}
