package import RoostModel

/// An app that comes to the gateway from inside its environment. It has no address, so that no list of addresses holds it, and
/// reaches the named apps alone.
package struct GatewayGuest: Sendable, Equatable {
  package let name: AppName
  package let apps: Set<AppName>

  package init(_ name: AppName, reaching apps: Set<AppName>) {
    self.name = name
    self.apps = apps
  }

  /// What is not for it is as if it were not there.
  func match(_ match: RouteMatch) -> RouteMatch {
    switch match {
    case .route(let mount), .addSlash(let mount): apps.contains(mount.route.name) ? match : .unknownApp
    case .landing, .unknownApp, .nothingHere: .unknownApp
    }
  }
}
