import Synchronization

/// A bounded queue between something that produces lines and the connection that writes them.
///
/// Progress is offered and never waits: when the client is slow, lines are dropped and counted. Output is put and
/// waits for room, so nothing of it is lost. One consumer.
final class LineFeed<Line: Sendable>: Sendable {
  /// What came since the last time.
  struct Batch {
    var lines: [Line]
    /// Lines that were dropped since the last batch, because the queue was full.
    var dropped: Int
    /// Nothing will come after this.
    var ended: Bool
  }

  private struct State {
    var lines: [Line] = []
    var dropped = 0
    var ended = false
  }

  private let capacity: Int
  private let state = Mutex(State())
  /// Tells the consumer to take; a word without a batch is a heartbeat.
  let filled: AsyncStream<Void>
  private let filling: AsyncStream<Void>.Continuation
  private let emptied: AsyncStream<Void>
  private let emptying: AsyncStream<Void>.Continuation

  init(capacity: Int) {
    self.capacity = capacity
    (filled, filling) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    (emptied, emptying) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Adds a line or drops it. With `replacing` true for the newest waiting line, takes that line's place.
  func offer(_ line: Line, replacing: (Line) -> Bool = { _ in false }) {
    state.withLock { state in
      guard !state.ended else { return }
      if let last = state.lines.last, replacing(last) {
        state.lines[state.lines.count - 1] = line
      } else if state.lines.count < capacity {
        state.lines.append(line)
      } else {
        state.dropped += 1
      }
    }
    filling.yield()
  }

  /// Adds a line as soon as there is room. Returns whether anybody still wants more. One producer.
  func put(_ line: Line) async -> Bool {
    while true {
      let (done, wanted) = state.withLock { state -> (Bool, Bool) in
        guard !state.ended else { return (true, false) }
        guard state.lines.count < capacity else { return (false, true) }
        state.lines.append(line)
        return (true, true)
      }
      if done {
        filling.yield()
        return wanted
      }
      var room = emptied.makeAsyncIterator()
      guard await room.next() != nil else { return false }
    }
  }

  /// Ends the feed with a last line, which is never dropped. Only the first end counts.
  func end(with last: Line? = nil) {
    state.withLock { state in
      guard !state.ended else { return }
      state.ended = true
      if let last { state.lines.append(last) }
    }
    filling.yield()
    emptying.finish()
  }

  /// Makes the consumer look, though nothing came.
  func beat() { filling.yield() }

  func take() -> Batch {
    let batch = state.withLock { state -> Batch in
      defer {
        state.lines = []
        state.dropped = 0
      }
      return Batch(lines: state.lines, dropped: state.dropped, ended: state.ended)
    }
    emptying.yield()
    return batch
  }
}
