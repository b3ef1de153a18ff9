import NIOCore
package import RoostModel

extension Gateway {
  /// What moves between clients and a target just now. Free where nothing is in flight.
  package func activity(of target: Target) async -> TargetActivity {
    guard target.inFlight > 0 else { return TargetActivity() }
    return await look(at: target)
  }

  /// How long ago the last request of an app ended; `nil` before the first one since the gateway began.
  package func quiet(since name: AppName) -> Duration? {
    guard let ended = lastEnd(of: name) else { return nil }
    let now = NIODeadline.now().uptimeNanoseconds
    return .nanoseconds(now > ended ? Int64(clamping: now - ended) : 0)
  }
}
