import RoostModel
import Synchronization

/// Who counts for which app. Kept while an app's routes change, forgotten with the app.
final class MeterBoard: Sendable {
  private struct Entry {
    let meters: RouteMeters
    var target: Target
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
      let meters = entries[name]?.meters ?? RouteMeters(loops: loops)
      entries[name] = Entry(meters: meters, target: target)
      return meters
    }
  }

  func forget(_ name: AppName) { entries.withLock { $0[name] = nil } }

  /// In the order of names.
  var metrics: [RouteMetrics] {
    entries.withLock { $0 }.sorted { $0.key.text < $1.key.text }
      .map { $0.value.meters.metrics(name: $0.key.text, inFlight: $0.value.target.inFlight) }
  }
}
