import Foundation
import RoostModel
import RoostSystem
import Synchronization
import SystemPackage
import Testing

@testable import RoostInstaller

@Suite struct TransactionJournalTests {
  private func withJournal(
    now: @escaping @Sendable () -> Double = { 1000 }, _ body: (Journal) async throws -> Void
  ) async throws {
    try await withScratch { home in
      let store = LayerStore(home: home)
      try await store.open()
      var options = InstallerOptions()
      options.now = now
      try await body(Journal(store.paths, options: options))
    }
  }

  private func names(_ journal: Journal) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: journal.paths.directory.string).sorted()
  }

  private func change(_ action: TransactionChange.Action, _ version: String) throws -> TransactionChange {
    let node: RuntimeID = try #require(RuntimeID("nodejs"))
    return TransactionChange(action: action, scope: .layer, name: "nodejs-\(version)", runtime: node, version: version)
  }

  @Test func aTransactionIsOneFile() async throws {
    try await withJournal { journal in
      let transaction = try await journal.begin(.install, scope: .layer, request: "nodejs@22")
      #expect(transaction.id == 1)
      #expect(try await journal.history().map(\.state) == [.running])
      try await transaction.step(JournalStep("publish", "nodejs-22", after: "x"))
      transaction.changed(try change(.added, "22"))
      try await transaction.finish()
      #expect(try names(journal) == ["000001.json"])
      let entry = try #require(try await journal.entry(1))
      #expect(entry.steps == [JournalStep("publish", "nodejs-22", after: "x")])
      #expect(entry.record.state == .done && entry.record.changes.count == 1)
      #expect(try await journal.begin(.remove, scope: .layer, request: "x").id == 2)
    }
  }

  @Test func whatIsDroppedWasInterruptedAndIsTakenOverOnce() async throws {
    try await withJournal { journal in
      try await journal.begin(.install, scope: .layer, request: "a").step(JournalStep("publish", "a"))
      #expect(try await journal.history().map(\.state) == [.interrupted])
      let living = try await journal.begin(.install, scope: .layer, request: "b")
      let found = try await journal.interrupted()
      #expect(found.map(\.id) == [1])
      #expect(try await journal.interrupted().isEmpty)
      #expect(found[0].current.steps.map(\.subject) == ["a"])
      try await found[0].rolledBack(Problem(.cancelled, "killed", hint: "none"))
      #expect(try await journal.history().map(\.state) == [.running, .rolledBack])
      try await living.finish()
      #expect(try names(journal) == ["000001.json", "000002.json"])
    }
  }

  @Test func tornAndForeignFilesAreToldAndKept() async throws {
    try await withJournal { journal in
      try await journal.begin(.install, scope: .layer, request: "a").finish()
      try journal.paths.record(2).write("{\"record\": {\"id\": 2,")
      try journal.paths.record(7).write(try journal.paths.record(1).read())
      try journal.paths.directory.appending("notes.txt").write("hello")
      try journal.paths.directory.appending("000003.json.abc.new").write("{")
      #expect(try await journal.history().map(\.id) == [1])
      #expect(try await journal.damage().count == 3)
      // The number of a file that nobody can read is not used again either.
      let next = try await journal.begin(.install, scope: .layer, request: "b")
      #expect(next.id == 8)
      try await next.finish()
      #expect(try names(journal).count == 6)
    }
  }

  @Test func leftoversOfEndedAndUnbegunTransactionsGo() async throws {
    try await withJournal { journal in
      try await journal.begin(.install, scope: .layer, request: "a").finish()
      for name in ["000001.lock", "000002.lock"] { try journal.paths.directory.appending(name).write("") }
      try journal.paths.directory.appending("000002.json.abc.new").write("{")
      #expect(try await journal.interrupted().isEmpty)
      #expect(try names(journal) == ["000001.json"])
    }
  }

  @Test func aClockThatWasSetBackChangesNoOrder() async throws {
    let times = Mutex<[Double]>([5000, 100, 90, 80])
    try await withJournal(now: { times.withLock { $0.isEmpty ? 1 : $0.removeFirst() } }) { journal in
      try await journal.begin(.install, scope: .layer, request: "a").finish()
      try await journal.begin(.install, scope: .layer, request: "b").finish()
      let records = try await journal.history()
      #expect(records.map(\.request) == ["b", "a"])
      #expect(records.allSatisfy { ($0.endedAt ?? 0) >= $0.startedAt })
    }
  }

  @Test func numbersAreGivenOnce() async throws {
    try await withJournal { journal in
      let ids = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<20 {
          group.addTask {
            let transaction = try await journal.begin(.install, scope: .layer, request: "x")
            try await transaction.finish()
            return transaction.id
          }
        }
        return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
      }
      #expect(ids == Set(1...20))
    }
  }

  @Test func whatStandsFollowsFromAll() throws {
    let node: RuntimeID = try #require(RuntimeID("nodejs"))
    func entry(
      _ id: Int, _ changes: [TransactionChange] = [], asked: String? = nil, undoes: Int? = nil,
      state: TransactionRecord.State = .done
    ) -> JournalEntry {
      let record = TransactionRecord(
        id: id, kind: undoes == nil ? .install : .undo, scope: .layer, request: "", user: 0, startedAt: 0, state: state,
        changes: changes, undoes: undoes)
      return JournalEntry(
        record: record, requests: asked.map { [NamedRequest(runtime: node, selector: "22", version: $0)] } ?? [])
    }
    let first = entry(1, [try change(.added, "22.1")], asked: "22.1")
    let newer = entry(2, [try change(.added, "22.2")], asked: "22.2")
    #expect(History(entries: [first, newer]).requests.map(\.version) == ["22.2"])
    let undone = entry(3, [try change(.removed, "22.2")], undoes: 2)
    #expect(History(entries: [first, newer, undone]).requests.map(\.version) == ["22.1"])
    #expect(History(entries: [first, newer, undone]).record(2)?.undoneBy == 3)
    #expect(History(entries: [first, newer, entry(3, undoes: 2, state: .rolledBack)]).requests.map(\.version) == ["22.2"])
    // The undoing of an undoing: the second stands again.
    #expect(History(entries: [first, newer, undone, entry(4, undoes: 3)]).requests.map(\.version) == ["22.2"])
    let removal = entry(4, [try change(.removed, "22.1")])
    #expect(History(entries: [first, removal]).requests.isEmpty)
    #expect(History(entries: [first, newer, removal]).requests.map(\.version) == ["22.2"])
  }

  @Test(.enabled(if: geteuid() == 0)) func aFullDiskLeavesRoomForARemoval() async throws {
    try await withSmallDisk(megabytes: 2) { home in
      let store = LayerStore(home: home)
      try await store.open()
      let journal = Journal(store.paths, options: InstallerOptions())
      try journal.keepReserve()
      try home.appending("filler").write("x")
      let filler = try FileHandle(forWritingTo: URL(fileURLWithPath: home.appending("filler").string))
      while (try? filler.write(contentsOf: Data(count: 4096))) != nil {}
      try await journal.begin(.remove, scope: .layer, request: "x").finish()
      #expect(try await journal.history().map(\.state) == [.done])
    }
  }
}
