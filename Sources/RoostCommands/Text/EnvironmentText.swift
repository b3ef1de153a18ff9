import RoostModel

/// Environments as a person reads them. `now` is in seconds since 1970.
struct EnvironmentText {
  let now: Double

  func list(_ environments: [EnvironmentSummary], _ style: TextStyle) -> String {
    guard !environments.isEmpty else { return "No environments yet. Make one: roost env create NAME\n" }
    let rows = environments.map { environment in
      [
        TextTable.Cell(environment.name.text),
        TextTable.Cell(environment.state.rawValue) { paint(environment.state, $0, style) },
        TextTable.Cell(clean(environment.target.description)), TextTable.Cell("\(environment.processes)"),
        TextTable.Cell(ports(environment)), TextTable.Cell(TimeText.length(now - environment.createdAt)),
        TextTable.Cell(clean(madeOf(environment))),
      ]
    }
    return TextTable(
      heading: ["NAME", "STATE", "ON", "PROGRAMS", "PORTS", "AGE", "MADE OF"], rows: rows,
      spared: ["MADE OF", "AGE", "PROGRAMS"]
    ).text(style)
  }

  func created(_ detail: EnvironmentDetail, _ style: TextStyle) -> String {
    let summary = detail.summary
    let took = detail.timings.boot.last.map { ", booted in \(TimeText.length($0))" } ?? ""
    return "\(style.bold(summary.name.text)) is \(paint(summary.state, summary.state.rawValue, style)) on "
      + "\(clean(summary.target.description))\(took)\nrun something: roost env exec -it \(summary.name) -- sh\n"
  }

  /// One line after a change.
  func change(_ environment: EnvironmentSummary, _ style: TextStyle) -> String {
    "\(style.bold(environment.name.text)) is \(paint(environment.state, environment.state.rawValue, style))\n"
  }

  func copied(_ result: FileTransferResult, _ style: TextStyle) -> String {
    let left = result.skipped.prefix(10).map { "left behind: \(CleanText.line($0))\n" }.joined()
    return "copied \(result.files) \(result.files == 1 ? "file" : "files"), \(result.size)\n" + left
  }

  func snapshots(_ snapshots: [SnapshotSummary], _ style: TextStyle) -> String {
    guard !snapshots.isEmpty else { return "No snapshots yet. Take one: roost env snapshot NAME\n" }
    let rows = snapshots.map { snapshot in
      [
        TextTable.Cell(snapshot.name.text), TextTable.Cell(snapshot.environment.text),
        TextTable.Cell(TimeText.ago(snapshot.createdAt, now: now)), TextTable.Cell(clean(snapshot.madeOf.last ?? "-")),
      ]
    }
    return TextTable(heading: ["NAME", "OF", "TAKEN", "OVER"], rows: rows).text(style)
  }

  func line(_ notice: EnvironmentNotice, _ style: TextStyle) -> String {
    let columns = [(TimeText.ago(notice.at, now: now), 14), (notice.environment.text, 16), (notice.kind.rawValue, 14)]
    let head = columns.map { text, width in text + String(repeating: " ", count: max(0, width - text.count) + 2) }.joined()
    return head + CleanText.line(notice.text) + "\n"
  }

  /// Why nothing follows the output that is there; nil while something may.
  func silence(of environment: EnvironmentSummary) -> String? {
    let name = environment.name
    if environment.state == .paused {
      return "\(name) is paused: this is what was written before; it goes on with roost env resume \(name)\n"
    }
    return environment.state.isOver ? "\(name) is \(environment.state.rawValue): this is what is left of its output\n" : nil
  }

  func line(_ change: FileChange, _ style: TextStyle) -> String {
    let word = change.kind.rawValue
    let painted =
      switch change.kind {
      case .watching: style.dim(word)
      case .created: style.green(word)
      case .changed: word
      case .removed: style.red(word)
      case .overflow: style.yellow(word)
      }
    guard let path = change.path else { return "\(painted)  look again at everything\n" }
    return painted + String(repeating: " ", count: 10 - word.count) + clean(path) + "\n"
  }

  private func ports(_ environment: EnvironmentSummary) -> String {
    let numbers = Set(environment.ports.map(\.port)).sorted()
    return numbers.isEmpty ? "-" : numbers.map(String.init).joined(separator: " ")
  }

  /// The uppermost layer says most.
  private func madeOf(_ environment: EnvironmentSummary) -> String { environment.madeOf.last ?? "-" }

  func clean(_ text: String) -> String { CleanText.line(text) }

  func paint(_ state: EnvironmentState, _ text: String, _ style: TextStyle) -> String {
    switch state {
    case .ready: style.green(text)
    case .created, .booting, .destroying: style.yellow(text)
    case .paused, .destroyed, .ended: style.dim(text)
    case .lost: style.red(text)
    }
  }
}
