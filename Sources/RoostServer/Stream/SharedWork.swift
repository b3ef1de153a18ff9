import RoostModel
import Synchronization

/// Work that several requests follow: each gets what was said so far, and what comes.
final class SharedWork<Value: Codable & Sendable>: Sendable {
  typealias Line = NumberedLine<Value>

  private struct State {
    var lines: [Line] = []
    var last = 0
    var isOver = false
    var feeds: [LineFeed<Line>] = []
  }

  /// Lines that are kept for who comes later, and for who reads slowly.
  static var backlog: Int { 1024 }

  let digest: [UInt8]
  private let state = Mutex(State())

  init(digest: [UInt8]) { self.digest = digest }

  func note(_ event: ProgressEvent) {
    add(.progress(event)) { waiting in
      if case .progress(let older) = waiting.line { event.supersedes(older) } else { false }
    }
  }

  /// What came of earlier work has no number: it is behind whatever a client saw.
  func end(with line: StreamLine<Value>, isNumbered: Bool = true) {
    add(line, isNumbered: isNumbered) { _ in false }
    state.withLock { state in
      state.isOver = true
      for feed in state.feeds { feed.end() }
      state.feeds = []
    }
  }

  /// What comes behind the line of this number.
  func follow(after number: Int) -> LineFeed<Line> {
    let feed = LineFeed<Line>(capacity: SharedWork.backlog + 1)
    state.withLock { state in
      for line in state.lines where line.number > number || line.number == 0 { feed.offer(line) }
      if state.isOver { feed.end() } else { state.feeds.append(feed) }
    }
    return feed
  }

  private func add(_ line: StreamLine<Value>, isNumbered: Bool = true, replacing: (Line) -> Bool) {
    state.withLock { state in
      guard !state.isOver else { return }
      state.last += 1
      let line = Line(number: isNumbered ? state.last : 0, line: line)
      if let older = state.lines.lastIndex(where: replacing) { state.lines.remove(at: older) }
      if state.lines.count >= SharedWork.backlog { state.lines.removeFirst() }
      state.lines.append(line)
      for feed in state.feeds { feed.offer(line, replacing: replacing) }
    }
  }
}
