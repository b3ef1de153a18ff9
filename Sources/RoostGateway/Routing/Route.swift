import RoostModel

/// A name, what is behind it now, and what was asked for it. Immutable: a change makes another route.
final class Route: Sendable {
  let name: AppName
  let target: Target
  let settings: RouteSettings
  /// `nil` for a plain route, whose requests are passed on without a look.
  let rules: RouteRules?

  init(name: AppName, target: Target, settings: RouteSettings = RouteSettings(), maintenance: Maintenance? = nil) {
    self.name = name
    self.target = target
    self.settings = settings
    rules = RouteRules(settings, maintenance: maintenance)
  }
}
