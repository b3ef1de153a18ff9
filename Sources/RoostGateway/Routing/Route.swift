import RoostModel

/// A name, what is behind it now, and what was asked for it. Immutable: a change makes another route.
final class Route: Sendable {
  let name: AppName
  let target: Target
  let settings: RouteSettings

  init(name: AppName, target: Target, settings: RouteSettings = RouteSettings()) {
    self.name = name
    self.target = target
    self.settings = settings
  }
}
