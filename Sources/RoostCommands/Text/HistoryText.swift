import RoostModel

/// Transactions as a person reads them. `now` is in seconds since 1970.
struct HistoryText {
  let now: Double

  func list(_ records: [TransactionRecord], _ style: TextStyle) -> String {
    guard !records.isEmpty else { return "Nothing was installed or removed yet.\n" }
    let rows = records.map { record in
      [
        TextTable.Cell("\(record.id)"), TextTable.Cell(TimeText.ago(record.startedAt, now: now)),
        TextTable.Cell(record.kind.rawValue + (record.scope == .host ? " (host)" : "")),
        TextTable.Cell(record.state.rawValue) { paint(record.state, $0, style) },
        TextTable.Cell(summary(record)), TextTable.Cell(CleanText.line(record.request)),
      ]
    }
    return TextTable(heading: ["NUMBER", "WHEN", "WHAT", "STATE", "CHANGED", "ASKED FOR"], rows: rows).text(style)
  }

  func detail(_ record: TransactionRecord, _ style: TextStyle) -> String {
    var fields = FieldList()
    fields.add("Transaction", "\(record.id)")
    fields.add("What", "\(record.kind.rawValue) \(record.request)")
    fields.add("Scope", record.scope.rawValue)
    fields.add("State", paint(record.state, record.state.rawValue, style))
    fields.add("Began", TimeText.ago(record.startedAt, now: now))
    fields.add("Took", record.endedAt.map { TimeText.length($0 - record.startedAt) })
    fields.add("User", "\(record.user)")
    fields.add("Changed", record.changes.map { HistoryText.change($0) })
    fields.add("Undoes", record.undoes.map { "transaction \($0)" })
    fields.add("Undone by", record.undoneBy.map { "transaction \($0)" })
    let text = CleanText.clean(fields.text(style), colours: style.enabled)
    return text + (record.problem.map { ProblemText(problem: $0).text(style) } ?? "")
  }

  /// `+ nodejs 24.19.0`
  static func change(_ change: TransactionChange) -> String {
    let name = change.runtime?.text ?? change.name
    return switch change.action {
    case .added: "+ \(name) \(change.version)"
    case .removed: "- \(name) \(change.version)"
    case .changed: "~ \(name) \(change.previous ?? "?") -> \(change.version)"
    }
  }

  private func summary(_ record: TransactionRecord) -> String {
    let counts = [("+", TransactionChange.Action.added), ("-", .removed), ("~", .changed)].compactMap { mark, action in
      let count = record.changes.count { $0.action == action }
      return count == 0 ? nil : "\(mark)\(count)"
    }
    let undone = record.undoneBy.map { "undone by \($0)" }
    return ([counts.isEmpty ? "-" : counts.joined(separator: " ")] + [undone].compactMap { $0 }).joined(separator: ", ")
  }

  private func paint(_ state: TransactionRecord.State, _ text: String, _ style: TextStyle) -> String {
    switch state {
    case .done: text
    case .running: style.green(text)
    case .rolledBack: style.yellow(text)
    case .interrupted: style.red(text)
    }
  }
}
