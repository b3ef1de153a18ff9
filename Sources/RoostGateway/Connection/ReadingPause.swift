/// Why nothing more is read from a client for now.
struct ReadingPause {
  /// What was received is not for use yet.
  var awaitsTurn = false
  /// The app takes no more for now.
  var awaitsUpstream = false
  /// What the channel was told last.
  private var isPaused = false

  /// Whether to read from now on; `nil` when the channel does already what it should.
  mutating func change() -> Bool? {
    let pauses = awaitsTurn || awaitsUpstream
    guard pauses != isPaused else { return nil }
    isPaused = pauses
    return !pauses
  }
}
