import RoostModel

/// Shows an app's output on standard output.
struct LogDisplay {
  let console: Console

  func show(_ line: LogLine) {
    if console.json { return showLine(line) }
    if line.gap { console.note(console.style.dim("(older output was dropped here)") + "\n") }
    Console.write(console.surroundings.colours ? CleanText.clean(line.text, colours: true) : line.text)
  }

  private func showLine(_ line: LogLine) {
    do throws(Problem) {
      try console.showLine(line)
    } catch {
      console.report(error)
    }
  }
}
