import RoostModel
import Synchronization

/// The current ``RouteTable``, read by every event loop and swapped at once for all.
///
/// Readers keep a copy and compare one atomic number; only after a change do they take the lock.
final class RouteBoard: Sendable {
  private let generation = Atomic<Int>(0)
  private let state: Mutex<State>

  private struct State {
    var table: RouteTable
    /// In the order in which they came: where two name one place, the first has it.
    var routes: [Route] = []
    /// Apps that are closed, whether they have a route or not.
    var maintenance: [AppName: Maintenance] = [:]
    /// Places that a deployment under way has asked for.
    var reserved: [AppName: RouteSettings] = [:]

    /// What others have, or are about to have, of the places that `name` asks for.
    func overlaps(of asked: [RoutePlace], by name: AppName, _ domains: [String]) -> [RouteOverlap] {
      let live = routes.map { (name: $0.name, settings: $0.settings, isLive: true) }
      let coming = reserved.map { (name: $0.key, settings: $0.value, isLive: false) }
      var overlaps: [RouteOverlap] = []
      for other in live + coming where other.name != name {
        for place in other.settings.places(of: other.name, domains: domains) {
          // What a route names and another one has is not its own.
          if other.isLive, table.owners[place.key] != other.name { continue }
          for own in asked where own.key == place.key || own.isPart(of: place) {
            overlaps.append(RouteOverlap(own, other.name, place))
          }
        }
      }
      return overlaps
    }
  }

  /// Below these every app has a host of its name.
  let domains: [String]

  /// For apps that say nothing themselves.
  private let https: SecureTransport

  init(domain: String?, https: SecureTransport = SecureTransport()) {
    self.https = https
    domains = ["localhost"] + (domain.map { [$0.lowercased()] } ?? [])
    state = Mutex(State(table: RouteTable(generation: 0, routes: [], domains: domains)))
  }

  func set(
    _ name: AppName, to target: Target?, _ settings: RouteSettings, meters: RouteMeters = RouteMeters(loops: 1)
  ) {
    state.withLock { state in
      if target == nil { state.maintenance[name] = nil }
      let maintenance = state.maintenance[name]
      let route = target.map {
        Route(name: name, target: $0, settings: settings, https: https, maintenance: maintenance, meters: meters)
      }
      if route == nil || route?.settings == state.reserved[name] { state.reserved[name] = nil }
      let index = state.routes.firstIndex { $0.name == name }
      switch (index, route) {
      case (let index?, let route?): state.routes[index] = route
      case (let index?, nil): state.routes.remove(at: index)
      case (nil, let route?): state.routes.append(route)
      case (nil, nil): break
      }
      publish(&state)
    }
  }

  func set(_ name: AppName, _ maintenance: Maintenance?) {
    state.withLock { state in
      state.maintenance[name] = maintenance
      guard let index = state.routes.firstIndex(where: { $0.name == name }) else { return }
      let route = state.routes[index]
      state.routes[index] = Route(
        name: name, target: route.target, settings: route.settings, https: https, maintenance: maintenance, meters: route.meters)
      publish(&state)
    }
  }

  /// Other settings for a route that goes on as it is otherwise; without a route nothing changes.
  func replaceSettings(of name: AppName, by settings: RouteSettings) {
    state.withLock { state in
      guard let index = state.routes.firstIndex(where: { $0.name == name }) else { return }
      let route = state.routes[index]
      state.routes[index] = Route(
        name: name, target: route.target, settings: settings, https: https, maintenance: state.maintenance[name],
        meters: route.meters)
      publish(&state)
    }
  }

  /// Another target for a route that goes on as it is otherwise. Returns the one it had; `nil`, and nothing changes, without a route.
  func replaceTarget(of name: AppName, by target: Target) -> Target? {
    state.withLock { state in
      guard let index = state.routes.firstIndex(where: { $0.name == name }) else { return nil }
      let route = state.routes[index]
      state.routes[index] = Route(
        name: name, target: target, settings: route.settings, https: https, maintenance: state.maintenance[name],
        meters: route.meters)
      publish(&state)
      return route.target
    }
  }

  private func publish(_ state: inout State) {
    state.table = RouteTable(generation: state.table.generation + 1, routes: state.routes, domains: domains)
    generation.store(state.table.generation, ordering: .sequentiallyConsistent)
  }

  /// Keeps what a coming release asks for until a route with it is set, or ``release(_:)``. Throws `route.taken` when another app
  /// has a part of it. Returns the places that are cut out of another app's.
  func reserve(_ name: AppName, _ settings: RouteSettings) throws(Problem) -> [RouteOverlap] {
    let asked = settings.places(of: name, domains: domains)
    let result = state.withLock { state -> (taken: RouteOverlap?, cuts: [RouteOverlap]) in
      let overlaps = state.overlaps(of: asked, by: name, domains)
      let taken = overlaps.first { $0.asked.key == $0.owned.key }
      if taken == nil { state.reserved[name] = settings }
      return (taken, overlaps)
    }
    if let taken = result.taken { throw taken.problem }
    return result.cuts
  }

  func release(_ name: AppName) { state.withLock { $0.reserved[name] = nil } }

  /// Brings `cached` up to date.
  @inline(__always)
  func refresh(_ cached: inout RouteTable) {
    if !isCurrent(cached) { cached = current }
  }

  /// Whether requests still go by `route`.
  func has(_ route: Route) -> Bool { state.withLock { state in state.routes.contains { $0 === route } } }

  func route(of name: AppName) -> Route? { state.withLock { state in state.routes.first { $0.name == name } } }

  var current: RouteTable { state.withLock { $0.table } }

  /// Asked again after a request entered its target: when the table changed in between, whoever drains the old
  /// target may have counted before the request did.
  @inline(__always)
  func isCurrent(_ cached: RouteTable) -> Bool {
    generation.load(ordering: .sequentiallyConsistent) == cached.generation
  }
}
