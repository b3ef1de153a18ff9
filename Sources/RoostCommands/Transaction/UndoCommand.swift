import ArgumentParser
import RoostModel

/// `roost undo`
struct UndoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Take a transaction back.",
    discussion: """
      What it installed is removed, unless somebody uses it; what it removed is installed again in the same version. \
      Undoing is a transaction too, and can be undone.

      EXAMPLES
        roost undo                    the newest one
        roost undo 17
        roost undo 17 --dry-run
      """)

  @Argument(
    help: "The transaction, as `roost history` counts; the newest when none is named.", completion: RuntimeCompletion.transactions
  )
  var number: Int?
  @Flag(name: .shortAndLong, help: "Do not ask.")
  var yes = false
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let pending = try await common.withRuntimes { (session) async throws(Problem) in
      let choice = TransactionChoice(records: try await session.operations.history())
      let record = if let number { try choice.record(number) } else { try choice.newestToUndo() }
      guard !change.dryRun else { return try show(record, session) }
      try await undo(record, session)
      return false
    }
    try change.exit(changesPending: pending)
  }

  private func show(_ record: TransactionRecord, _ session: RuntimeSession) throws(Problem) -> Bool {
    let changes = TransactionChoice.reversed(record)
    try session.console.show(changes) { _ in UndoCommand.text(changes, of: record) }
    return !changes.isEmpty
  }

  private static func text(_ changes: [TransactionChange], of record: TransactionRecord) -> String {
    "Undoing transaction \(record.id) (\(record.kind.rawValue) \(CleanText.line(record.request))) would change:\n"
      + (changes.isEmpty ? "  nothing\n" : changes.map { "  \(CleanText.line(HistoryText.change($0)))\n" }.joined())
  }

  private func undo(_ record: TransactionRecord, _ session: RuntimeSession) async throws(Problem) {
    let number = record.id
    if !yes, self.number == nil || session.console.surroundings.interactive {
      session.console.note(UndoCommand.text(TransactionChoice.reversed(record), of: record))
      try await session.confirm("Undo transaction \(number)?", command: "roost undo \(number) --yes")
    }
    let operations = session.operations
    let result = try await session.run("the undoing") { (sink) async throws(Problem) in try await operations.undo(number, sink) }
    try session.console.finish(result) { HistoryText(now: Now.seconds).detail(result, $0) }
  }
}
