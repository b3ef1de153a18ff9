extension ImportTable {
  /// The table as `docs/architecture.md` shows it.
  var markdown: String {
    let head = "| target | does | may import (ours) | may import (outside) |\n|---|---|---|---|"
    return ([head] + rows.map(\.markdown)).joined(separator: "\n")
  }
}

extension ImportTable.Row {
  fileprivate var markdown: String {
    "| `\(target)` | \(does) | \(list(ours)) | \(list(outside)) |"
  }

  private func list(_ modules: [String]) -> String {
    modules.isEmpty ? "-" : modules.joined(separator: ", ")
  }
}
