import Dispatch

/// A pause that cancellation does not cut short: for cleaning up, which goes on in a task that was cancelled.
package enum SteadyPause {
  package static func wait(_ duration: Duration) async {
    let (seconds, attoseconds) = duration.components
    let interval = DispatchTimeInterval.nanoseconds(Int(seconds * 1_000_000_000 + attoseconds / 1_000_000_000))
    await withCheckedContinuation { continuation in
      DispatchQueue.global().asyncAfter(deadline: .now() + interval) { continuation.resume() }
    }
  }
}
