import RoostModel
import Synchronization

/// Shows progress on standard error, or as JSON lines on standard output.
final class ProgressDisplay: Sendable {
  private let console: Console
  private let text: Mutex<ProgressText>
  private let start = ContinuousClock.now

  init(console: Console) {
    self.console = console
    let surroundings = console.surroundings
    text = Mutex(
      ProgressText(
        style: TextStyle(enabled: surroundings.redraws && surroundings.colours), redraws: surroundings.redraws,
        width: surroundings.width))
  }

  func show(_ event: ProgressEvent) {
    guard !console.json else { return showLine(event) }
    let now = (ContinuousClock.now - start) / Duration.seconds(1)
    // Written while locked: what is drawn over something must follow it.
    text.withLock { text in
      if text.redraws { text.width = Surroundings.columns() }
      let note = text.happened(event, now: now)
      if !note.isEmpty { console.note(note) }
    }
  }

  func end() {
    guard !console.json else { return }
    text.withLock { console.note($0.end()) }
  }

  private func showLine(_ event: ProgressEvent) {
    do throws(Problem) {
      try console.showLine(["progress": event])
    } catch {
      console.report(error)
    }
  }
}
