import RoostGateway
import RoostModel

/// The URLs of an app, the one its visitors most likely use first: hosts of its own, then those of the gateway's domain, then
/// those that every app has on this machine. With `https` where a client would be shown a certificate for the host.
struct AppAddresses {
  let ports: GatewayPorts
  /// `gateway.domain` of the daemon.
  let domain: String?

  func urls(
    of name: AppName, _ settings: RouteSettings, certificate: (_ host: String) -> CertificateMatch?
  ) -> [String] {
    let places = settings.places(of: name, domains: ["localhost"] + (domain.map { [$0] } ?? []))
    let ranked = places.enumerated().sorted { (rank($0.element, settings), $0.offset) < (rank($1.element, settings), $1.offset) }
    return ranked.map { url($0.element, certificate) }
  }

  private func rank(_ place: RoutePlace, _ settings: RouteSettings) -> Int {
    guard let host = place.host else { return 2 }
    if host.isWildcard { return 3 }
    if (settings.hosts ?? []).contains(host) { return 0 }
    return isLocal(host.description) ? 2 : 1
  }

  private func url(_ place: RoutePlace, _ certificate: (String) -> CertificateMatch?) -> String {
    let host = place.host?.description ?? "localhost"
    // What is shown for want of a better one may be for hosts of the world, and is never for this machine.
    let isSecure =
      switch certificate(host) {
      case .named: true
      case .fallback: !isLocal(host)
      case nil: false
      }
    return ports.url(host, path: place.path.path + "/", secure: isSecure)
  }

  private func isLocal(_ host: String) -> Bool { host == "localhost" || host.hasSuffix(".localhost") }
}
