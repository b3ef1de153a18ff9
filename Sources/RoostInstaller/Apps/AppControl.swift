package import RoostModel

/// What the installer knows of apps and asks of them. The daemon fills it in from the supervisor; without a daemon the
/// database answers and there is nothing to stop.
package struct AppControl: Sendable {
  /// Apps whose live release runs on a layer, running or not.
  package var users: @Sendable (InstalledLayer) async throws(Problem) -> [AppUse]
  /// Of all live releases.
  package var requirements: @Sendable () async throws(Problem) -> [AppRequirement]
  /// Ends the app; its state becomes `runtime-missing` once ``changed`` ran after the removal.
  package var stop: @Sendable (AppUse) async throws(Problem) -> Void
  /// Layers came or went: every app is looked at anew.
  package var changed: @Sendable () async -> Void

  package init(
    users: @escaping @Sendable (InstalledLayer) async throws(Problem) -> [AppUse],
    requirements: @escaping @Sendable () async throws(Problem) -> [AppRequirement],
    stop: @escaping @Sendable (AppUse) async throws(Problem) -> Void, changed: @escaping @Sendable () async -> Void
  ) {
    self.users = users
    self.requirements = requirements
    self.stop = stop
    self.changed = changed
  }

  /// Where there are no apps.
  package static let none = AppControl(
    users: { _ throws(Problem) in [] }, requirements: { () throws(Problem) in [] }, stop: { _ throws(Problem) in }, changed: {})
}
