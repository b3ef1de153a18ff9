import RoostGateway
import RoostModel
import SystemPackage
import Testing

@testable import RoostApps

@Suite struct AppAddressesTests {
  private func urls(
    _ change: (inout RouteSettings) -> Void = { _ in }, domain: String? = nil, https: Int? = 8443,
    certificates: [String: CertificateMatch] = [:]
  ) throws -> [String] {
    var settings = RouteSettings()
    change(&settings)
    let addresses = AppAddresses(ports: GatewayPorts(http: 8080, https: https), domain: domain)
    return addresses.urls(of: try AppName("shop"), settings) { https == nil ? nil : certificates[$0] }
  }

  @Test func withoutACertificateEverythingIsHTTP() throws {
    #expect(try urls() == ["http://localhost:8080/app/shop/", "http://shop.localhost:8080/"])
  }

  @Test func aPlaceWithACertificateIsHTTPS() throws {
    #expect(
      try urls(certificates: ["shop.localhost": .named]) == [
        "http://localhost:8080/app/shop/", "https://shop.localhost:8443/",
      ])
  }

  @Test func ownHostsComeFirstAndWildcardsLast() throws {
    let own = { (settings: inout RouteSettings) in
      settings.hosts = ["*.shop.test", "shop.test"].compactMap { RouteHost($0) }
    }
    #expect(
      try urls(own, domain: "apps.test", certificates: ["shop.test": .named]) == [
        "https://shop.test:8443/", "http://shop.apps.test:8080/", "http://localhost:8080/app/shop/",
        "http://shop.localhost:8080/", "http://*.shop.test:8080/",
      ])
  }

  @Test func aFallbackIsForTheWorldAndNotForThisMachine() throws {
    let all = ["shop.test": CertificateMatch.fallback, "localhost": .fallback, "shop.localhost": .fallback]
    let own = { (settings: inout RouteSettings) in settings.hosts = ["shop.test"].compactMap { RouteHost($0) } }
    #expect(
      try urls(own, certificates: all) == [
        "https://shop.test:8443/", "http://localhost:8080/app/shop/", "http://shop.localhost:8080/",
      ])
  }

  @Test func anAppIsToldItsPlaceWhateverCertificatesThereAre() throws {
    var settings = RouteSettings()
    settings.project = try AppName("mall")
    let configuration = AppsConfiguration(home: "/home", gatewayPort: 80)
    #expect(configuration.baseURL(of: try AppName("shop"), settings) == "http://localhost/mall/app/shop/")
  }
}
