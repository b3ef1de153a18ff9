/// What the command line says about the daemon; `nil` leaves it to the environment, the settings file and the defaults.
package struct ServeOptions: Sendable, Equatable {
  package var home: String?
  package var gatewayHost: String?
  package var gatewayPort: Int?
  /// 0 is none.
  package var gatewayTLSPort: Int?
  /// Addresses and ranges; in place of those set elsewhere.
  package var gatewayTrustedProxies: [String]?
  package var apiAddress: String?
  /// 0 is none.
  package var apiPort: Int?
  package var apiBehindProxy = false

  package init(home: String? = nil, gatewayHost: String? = nil, gatewayPort: Int? = nil) {
    self.home = home
    self.gatewayHost = gatewayHost
    self.gatewayPort = gatewayPort
  }
}
