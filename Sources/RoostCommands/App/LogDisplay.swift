import RoostModel

/// Shows an app's output on standard output.
struct LogDisplay {
  let console: Console
  var times = false
  /// Each piece is one line, and ends as one.
  var endsLines = false

  func show(_ line: LogLine) {
    if console.json { return showLine(line) }
    if line.gap { console.note(console.style.dim("(older output was dropped here)") + "\n") }
    var text = line.text
    if endsLines, !text.hasSuffix("\n") { text += "\n" }
    if times, line.at > 0 { text = "\(TimePoint.text(line.at)) \(text)" }
    Console.write(console.surroundings.colours ? CleanText.clean(text, colours: true) : text)
  }

  private func showLine(_ line: LogLine) {
    do throws(Problem) {
      try console.showLine(line)
    } catch {
      console.report(error)
    }
  }
}
