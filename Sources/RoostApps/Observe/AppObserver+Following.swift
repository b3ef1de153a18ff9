import RoostModel
import RoostSystem

/// Those who follow what apps use, sample for sample.
extension AppObserver {
  typealias Followers = Listeners<AsyncStream<MetricsPoint>.Continuation>

  /// Samples that wait for one who reads slowly; then the oldest are left out.
  private static let patience = 720

  /// What is kept, as it is asked for, and with `follows` each sample that comes until the app is gone.
  func follow(_ app: AppID, _ wanted: MetricsFollowing) -> AsyncStream<MetricsPoint> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: MetricsPoint.self, bufferingPolicy: .bufferingNewest(AppObserver.patience))
    for sample in meters[app]?.ring.samples(wanted) ?? [] { continuation.yield(sample.point) }
    guard wanted.follows else {
      continuation.finish()
      return stream
    }
    let left = followers[app, default: Followers()].add(continuation)
    continuation.onTermination = { _ in left() }
    return stream
  }

  func tellFollowers(of app: AppID, _ point: MetricsPoint) {
    for follower in followers[app]?.present() ?? [] { follower.yield(point) }
  }

  func endFollowing(_ app: AppID) {
    guard var ended = followers.removeValue(forKey: app) else { return }
    for follower in ended.removeAll() { follower.finish() }
  }
}
