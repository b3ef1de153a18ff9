import NIOCore

/// Requests whose app went away before it answered, while another target stands by to take over.
extension ClientConnection {
  /// Waits for the route to change, unless the request cannot be made twice. Returns whether it waits.
  func strand() -> Bool {
    guard let exchange, exchange.canBeMadeAgain, let route, route.target.load.hasStandby else { return false }
    phase = .stranded
    route.target.load.lose()
    extend(loop.limits.connect)
    if !loop.isCurrent(route) { standbyServes() }
    return true
  }

  /// The routes changed: the request is made again where its app is now.
  func standbyServes() {
    guard let old = mount else { return }
    while let route = loop.route(of: old.route.name), route !== old.route {
      route.target.load.enter()
      guard loop.isCurrent(route) else {
        route.target.load.leave()
        continue
      }
      old.route.target.load.leave()
      let new = Mount(route, at: old.path)
      mount = new
      // The head was written for an app that learns its prefix in another way, or there is nobody to send it to.
      guard case .upstream = route.target.kind, new.field == old.field, new.stripped == old.stripped else {
        return answer(.connectionLost)
      }
      meter.retries.add()
      return reconnect(loop.pool(for: route.target))
    }
  }
}
