/// What an environment reaches through the gateway of its own machine: the apps that its variables name, and no others.
///
/// The ports are the gateway's own, on loopback inside; ``hosts`` lead there.
package struct GatewayAccess: Codable, Sendable, Equatable {
  package struct Port: Codable, Sendable, Equatable {
    package var number: UInt16
    /// TLS is spoken there.
    package var isSecure: Bool

    package init(_ number: UInt16, isSecure: Bool) {
      self.number = number
      self.isSecure = isSecure
    }
  }

  package var apps: [AppName]
  /// Names of the apps' hosts.
  package var hosts: [String]
  package var ports: [Port]

  package init(apps: [AppName], hosts: [String], ports: [Port]) {
    self.apps = apps
    self.hosts = hosts
    self.ports = ports
  }
}
