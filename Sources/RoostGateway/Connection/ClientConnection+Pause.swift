import NIOCore

/// Back-pressure: what cannot be passed on is not read.
extension ClientConnection {
  func setWaiting(turn: Bool) {
    pause.awaitsTurn = turn
    applyPause()
  }

  func setWaiting(upstream: Bool) {
    pause.awaitsUpstream = upstream
    applyPause()
  }

  private func applyPause() {
    guard let reads = pause.change() else { return }
    do {
      try context?.channel.syncOptions?.setOption(.autoRead, value: reads)
      // A socket reads on by itself then, a stream does not.
      if isStream, reads { context?.read() }
    } catch {
      cut()
    }
  }
}
