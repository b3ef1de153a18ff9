import ArgumentParser
import RoostModel

/// `roost history`
struct HistoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Show what was installed and removed, and when.",
    discussion: """
      EXAMPLES
        roost history
        roost history 17                    everything about transaction 17
        roost history --json | jq '.[0].changes'
      """)

  @Argument(help: "One transaction.", completion: RuntimeCompletion.transactions)
  var number: Int?
  @Option(help: ArgumentHelp("At most so many, newest first.", valueName: "count"))
  var last: Int = 25
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if last < 1 { throw ValidationError("--last must be at least 1.") }
  }

  func run() async throws {
    try await common.withRuntimes { (session) async throws(Problem) in
      let records = try await session.operations.history()
      guard let number else {
        let shown = Array(records.prefix(last))
        return try session.console.show(shown) { HistoryText(now: Now.seconds).list(shown, $0) }
      }
      let record = try TransactionChoice(records: records).record(number)
      try session.console.show(record) { HistoryText(now: Now.seconds).detail(record, $0) }
    }
  }
}
