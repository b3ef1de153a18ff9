import RoostModel
import Synchronization

/// What one event loop counted for one app. Its histograms are made with the first request.
final class RouteMeter: Sendable {
  /// By the first digit of the status.
  private let statuses = InlineArray<6, Counter> { _ in Counter() }
  let aborted = Counter()
  let received = Counter()
  let sent = Counter()
  let webSockets = Counter()
  let retries = Counter()
  let refusedByRate = Counter()
  let refusedByClientRate = Counter()
  let refusedByGate = Counter()
  let refusedByBody = Counter()
  /// When a request last ended, in nanoseconds of the event loop's clock.
  let lastEnd = Counter()
  private let durations = AtomicLazyReference<LatencyHistogram>()
  private let firstBytes = AtomicLazyReference<LatencyHistogram>()

  @inline(__always)
  func answered(_ status: Int) {
    let digit = status / 100
    statuses[digit < 6 ? digit : 0].add()
  }

  /// How long a request took, in nanoseconds. `firstByte` is missing where no app answered.
  @inline(__always)
  func took(_ duration: UInt64, firstByte: UInt64?) {
    RouteMeter.histogram(durations).record(duration)
    if let firstByte { RouteMeter.histogram(firstBytes).record(firstByte) }
  }

  @inline(__always)
  private static func histogram(_ place: borrowing AtomicLazyReference<LatencyHistogram>) -> LatencyHistogram {
    place.load() ?? place.storeIfNil(LatencyHistogram())
  }

  func add(to metrics: inout RouteMetrics) {
    metrics.informational += statuses[1].value
    metrics.successful += statuses[2].value
    metrics.redirected += statuses[3].value
    metrics.clientErrors += statuses[4].value
    metrics.serverErrors += statuses[5].value
    metrics.aborted += aborted.value
    metrics.received += received.value
    metrics.sent += sent.value
    metrics.webSockets += webSockets.value
    metrics.retries += retries.value
    metrics.refused.rate += refusedByRate.value
    metrics.refused.clientRate += refusedByClientRate.value
    metrics.refused.requests += refusedByGate.value
    metrics.refused.body += refusedByBody.value
  }

  func add(to durations: inout LatencyTally, firstBytes: inout LatencyTally) {
    self.durations.load()?.add(to: &durations)
    self.firstBytes.load()?.add(to: &firstBytes)
  }
}
