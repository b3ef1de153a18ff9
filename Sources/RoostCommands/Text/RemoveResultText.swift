import RoostModel

/// What a removal came to, as a person reads it.
struct RemoveResultText {
  let result: RemoveResult

  func text(_ style: TextStyle) -> String {
    var text = result.warnings.map { style.yellow("warning: \(CleanText.line($0))") + "\n" }.joined()
    for app in result.stoppedApps { text += "\(style.yellow("stopped")) \(style.bold(app)), which waits for its runtime now\n" }
    for name in result.removed { text += "\(style.green("removed")) \(style.bold(name))\n" }
    if !result.packages.isEmpty { text += CleanText.line("packages: \(result.packages.joined(separator: " "))") + "\n" }
    if result.removed.isEmpty { text += "Nothing had to be removed.\n" }
    guard let number = result.transaction else { return text }
    let freed = result.freed == ByteCount(0) ? "" : "\(result.freed) are free again. "
    return text + "\(freed)Bring it back: roost undo \(number)\n"
  }
}
