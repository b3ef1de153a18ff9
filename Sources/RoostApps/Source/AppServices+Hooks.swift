import RoostGateway
import RoostModel

extension AppServices {
  /// Where the world finds what forges are told, as far as this machine knows its name.
  func hookURL(_ path: String) -> String {
    let host = configuration.gatewayDomain ?? "localhost"
    let ports = GatewayPorts(http: configuration.gatewayPort, https: gateway.boundTLSPort)
    return ports.url(host, path: "/hooks\(path)", secure: gateway.certificate(for: host) != nil)
  }
}
