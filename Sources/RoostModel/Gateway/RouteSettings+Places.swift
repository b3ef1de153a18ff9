extension RouteSettings {
  /// Where an app is found on the gateway's own host: `/app/NAME`, or `/PROJECT/app/NAME` when it belongs to a project.
  package func basePath(of name: AppName) -> String { (project.map { "/\($0)" } ?? "") + "/app/\(name)" }

  /// Everywhere an app is found, ``basePath(of:)`` first. `domains` are those below which every app has a host of its name.
  package func places(of name: AppName, domains: [String]) -> [RoutePlace] {
    let everything = [RoutePath("/")].compactMap { $0 }
    let prefixes = [RoutePath(basePath(of: name)), project.flatMap { _ in RoutePath("/app/\(name)") }].compactMap { $0 }
    let own = hosts ?? []
    var places = (prefixes + (own.isEmpty ? paths ?? [] : [])).map { RoutePlace(host: nil, path: $0) }
    let named = domains.compactMap { RouteHost("\(name).\($0)") }
    for host in named { places += everything.map { RoutePlace(host: host, path: $0) } }
    for host in own { places += (paths ?? everything).map { RoutePlace(host: host, path: $0) } }
    var seen: Set<RoutePlace.Key> = []
    return places.filter { seen.insert($0.key).inserted }
  }
}
