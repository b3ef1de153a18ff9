import RoostModel

/// All routes at one moment. Immutable; requests in flight keep the table they began with.
struct RouteTable: Sendable {
  /// Counts changes; a table with the current number is the current one.
  let generation: Int
  private let routes: [String: Route]

  static let empty = RouteTable(generation: 0, routes: [:])

  private init(generation: Int, routes: [String: Route]) {
    self.generation = generation
    self.routes = routes
  }

  subscript(name: String) -> Route? { routes[name] }

  func setting(_ name: AppName, to route: Route?) -> RouteTable {
    var routes = routes
    routes[name.text] = route
    return RouteTable(generation: generation + 1, routes: routes)
  }
}
