import RoostModel

/// What an installation came to, as a person reads it.
struct InstallResultText {
  let result: InstallResult

  func text(_ style: TextStyle) -> String {
    var text = result.warnings.map { style.yellow("warning: \(CleanText.line($0))") + "\n" }.joined()
    let added = Set(result.installed)
    for layer in result.layers {
      let name = "\(layer.runtime) \(layer.version)"
      let isNew = added.contains(name)
      text += "\(isNew ? style.green("installed") : style.dim("is there ")) \(style.bold(name)), \(layer.size)\n"
    }
    let shown = Set(result.layers.map { "\($0.runtime) \($0.version)" })
    for name in result.installed where !shown.contains(name) { text += "\(style.green("installed")) \(style.bold(name))\n" }
    if !result.packages.isEmpty { text += "packages: \(result.packages.joined(separator: " "))\n" }
    return text + conclusion(style)
  }

  private func conclusion(_ style: TextStyle) -> String {
    guard let number = result.transaction else { return "Nothing had to be done.\n" }
    return "Done in \(TimeText.length(result.seconds)). Take it back: roost undo \(number)\n"
  }
}
