import RoostModel

/// A view for `actions/setup-*`, as a person reads it.
struct ToolCacheText {
  let directory: String
  let entries: [ToolCacheEntry]

  func text(_ style: TextStyle) -> String {
    guard !entries.isEmpty else { return "No installed runtime belongs into a tool cache: roost runtime install nodejs\n" }
    let rows = entries.map {
      [TextTable.Cell($0.tool), TextTable.Cell($0.version), TextTable.Cell($0.architecture), TextTable.Cell($0.layer)]
    }
    return TextTable(heading: ["TOOL", "VERSION", "FOR", "LAYER"], rows: rows).text(style)
      + "Use it: export RUNNER_TOOL_CACHE=\(ShellWord.quoted(directory)) AGENT_TOOLSDIRECTORY=\(ShellWord.quoted(directory))\n"
  }
}
