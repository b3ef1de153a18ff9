import NIOCore
import RoostModel
import Synchronization

/// Who counts for which app. Kept while an app's routes change, forgotten with the app.
final class MeterBoard: Sendable {
  private struct Entry {
    let meters: RouteMeters
    var target: Target
    var sleep = SleepMeter()
  }

  /// Of requests that belong to no app.
  let unrouted: RouteMeters
  private let loops: Int
  private let entries = Mutex<[AppName: Entry]>([:])

  init(loops: Int) {
    self.loops = loops
    unrouted = RouteMeters(loops: loops)
  }

  /// The meters of an app that gets a route to `target`.
  func meters(of name: AppName, to target: Target) -> RouteMeters {
    entries.withLock { entries in
      var entry = entries[name] ?? Entry(meters: RouteMeters(loops: loops), target: target)
      entry.target = target
      entry.sleep.note(asleep: target.isAsleep, at: NIODeadline.now().uptimeNanoseconds)
      entries[name] = entry
      return entry.meters
    }
  }

  /// When the last request of an app ended, in nanoseconds of the event loops' clock.
  func lastEnd(of name: AppName) -> UInt64? { entries.withLock { $0[name]?.meters }?.lastEnd }

  func forget(_ name: AppName) { entries.withLock { $0[name] = nil } }

  func reading(of name: AppName, before: RouteReading?) -> RouteReading? {
    entries.withLock { $0[name] }.map { entry in
      var counts = entry.meters.counts(name: name.text)
      counts.asleep = entry.sleep.seconds(at: NIODeadline.now().uptimeNanoseconds)
      counts.wakes = entry.sleep.wakes
      return entry.meters.reading(counts, before: before)
    }
  }

  func metrics(of name: AppName) -> RouteMetrics? {
    entries.withLock { $0[name] }.map { $0.meters.metrics(name: name.text, inFlight: $0.target.inFlight) }
  }

  /// In the order of names.
  var metrics: [RouteMetrics] {
    entries.withLock { $0 }.sorted { $0.key.text < $1.key.text }
      .map { name, entry in
        var metrics = entry.meters.metrics(name: name.text, inFlight: entry.target.inFlight)
        metrics.asleep = entry.sleep.seconds(at: NIODeadline.now().uptimeNanoseconds)
        metrics.wakes = entry.sleep.wakes
        return metrics
      }
  }
}
