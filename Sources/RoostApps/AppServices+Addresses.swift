import RoostGateway
import RoostModel

extension AppServices {
  /// Everywhere an app is found now; certificates that come or go change it.
  func urls(of name: AppName, _ settings: RouteSettings) -> [String] {
    let addresses = AppAddresses(
      ports: GatewayPorts(http: configuration.gatewayPort, https: gateway.boundTLSPort), domain: configuration.gatewayDomain)
    return addresses.urls(of: name, settings) { gateway.certificate(for: $0) }
  }
}
