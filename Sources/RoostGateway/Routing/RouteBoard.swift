import RoostModel
import Synchronization

/// The current ``RouteTable``, read by every event loop and swapped at once for all.
///
/// Readers keep a copy and compare one atomic number; only after a change do they take the lock.
final class RouteBoard: Sendable {
  private let generation = Atomic<Int>(0)
  private let table = Mutex<RouteTable>(.empty)

  func set(_ name: AppName, to route: Route?) {
    table.withLock { table in
      table = table.setting(name, to: route)
      generation.store(table.generation, ordering: .sequentiallyConsistent)
    }
  }

  /// Brings `cached` up to date.
  @inline(__always)
  func refresh(_ cached: inout RouteTable) {
    if !isCurrent(cached) { cached = table.withLock { $0 } }
  }

  /// Asked again after a request entered its target: when the table changed in between, whoever drains the old
  /// target may have counted before the request did.
  @inline(__always)
  func isCurrent(_ cached: RouteTable) -> Bool {
    generation.load(ordering: .sequentiallyConsistent) == cached.generation
  }
}
