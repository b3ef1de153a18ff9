import DaemonFixture
import RoostModel
import Testing

@testable import RoostCommands

@Suite struct TransactionTests {
  private let records = [Sample.transaction(3), Sample.transaction(2), Sample.transaction(1)]

  @Test func theNewestThatChangedSomethingIsUndone() throws {
    var records = records
    #expect(try TransactionChoice(records: records).newestToUndo().id == 3)
    records[0].state = .rolledBack
    records[1].undoneBy = 4
    #expect(try TransactionChoice(records: records).newestToUndo().id == 1)
    records[2].changes = []
    #expect(throws: Problem.self) { try TransactionChoice(records: records).newestToUndo() }
  }

  @Test func anUnknownNumberIsExplained() {
    let problem = #expect(throws: Problem.self) { try TransactionChoice(records: records).record(9) }
    #expect(problem?.message == "there is no transaction 9; the newest is 3")
    #expect(problem?.code == .transactionNotFound)
  }

  @Test func undoingTurnsChangesRound() {
    var record = Sample.transaction(1)
    record.changes.append(
      TransactionChange(action: .changed, scope: .host, name: "nginx", version: "1.22", previous: "1.18"))
    record.changes.append(TransactionChange(action: .removed, scope: .layer, name: "ruby-3.1.2-aaaa", version: "3.1.2"))
    let lines = TransactionChoice.reversed(record).map { HistoryText.change($0) }
    #expect(lines == ["+ ruby-3.1.2-aaaa 3.1.2", "~ nginx 1.22 -> 1.18", "- nodejs 22.20.0"])
  }

  @Test func history() {
    #expect(
      HistoryText(now: 1060).list([records[0]], .plain)
        == """
        NUMBER  WHEN         WHAT     STATE  CHANGED  ASKED FOR
        3       1 min 0 s ago  install  done   +1       nodejs@22

        """.replacing("WHEN         WHAT", with: "WHEN           WHAT"))
    #expect(HistoryText(now: 0).list([], .plain) == "Nothing was installed or removed yet.\n")
  }
}
