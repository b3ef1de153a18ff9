import RoostModel

/// What is newer than what is installed, as a person reads it.
struct OutdatedText {
  let runtimes: [OutdatedRuntime]

  func text(_ style: TextStyle) -> String {
    guard !runtimes.isEmpty else { return "Everything is up to date.\n" }
    let rows = runtimes.map { runtime in
      [
        TextTable.Cell(runtime.runtime.text + (runtime.scope == .host ? " (host)" : "")), TextTable.Cell(runtime.app ?? "-"),
        TextTable.Cell(runtime.installed),
        TextTable.Cell(CleanText.line(runtime.selector)),
        TextTable.Cell(runtime.newestInRange ?? "?") { runtime.isOutdated ? style.yellow($0) : $0 },
        TextTable.Cell(runtime.newest ?? "?"),
        TextTable.Cell(SupportText.text(runtime.support)) { runtime.support?.phase == .eol ? style.red($0) : $0 },
      ]
    }
    let heading = ["RUNTIME", "APP", "INSTALLED", "ASKED FOR", "IN RANGE", "NEWEST", "SUPPORT"]
    var seen: Set<String> = []
    let commands = runtimes.compactMap(\.command).filter { seen.insert($0).inserted }
    return TextTable(heading: heading, rows: rows).text(style) + commands.map { "  \(CleanText.line($0))\n" }.joined()
  }
}
