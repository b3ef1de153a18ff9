import RoostModel
import Testing

@testable import RoostApps

@Suite struct AppLinksTests {
  private func links(_ urls: [String: String], https: Int? = nil, on target: StrategyTarget? = nil, port: UInt16? = 3000) throws
    -> AppLinks
  {
    var addresses: [AppName: AppAddress] = [:]
    for (name, url) in urls {
      let address = try #require(AppAddress(url))
      addresses[try AppName(name)] = address
    }
    return AppLinks(addresses: addresses, gateway: GatewayPorts(http: 8080, https: https), target: target, ownPort: port)
  }

  @Test func anAppReachesThoseItNames() throws {
    let links = try links(
      [
        "shop": "http://shop.example.org:8080/", "back": "https://back.localhost:8443/",
        "root": "http://localhost:8080/app/root/",
        "bare": "http://192.0.2.1:8080/",
      ], https: 8443)
    let access = try #require(links.access)
    #expect(access.apps.map(\.text) == ["back", "bare", "root", "shop"])
    #expect(access.hosts == ["back.localhost", "shop.example.org"])
    #expect(access.ports == [GatewayAccess.Port(8080, isSecure: false), GatewayAccess.Port(8443, isSecure: true)])
    #expect(links.warnings.isEmpty)
    #expect(try self.links(["back": "http://back.localhost:8080/"], on: .sandbox).access != nil)
  }

  @Test func withoutReferencesNothingIsReached() throws {
    #expect(try links([:]).access == nil && links([:]).warnings.isEmpty)
  }

  @Test func whatItListensOnItselfIsNotTheGateways() throws {
    let urls = ["back": "http://back.localhost:8080/", "safe": "https://safe.example.org/"]
    let links = try links(urls, https: 443, port: 8080)
    #expect(links.access?.ports == [GatewayAccess.Port(443, isSecure: true)])
    #expect(links.warnings.count == 1 && links.warnings[0].contains("the address of back") && links.warnings[0].contains("8080"))
    #expect(try self.links(urls, port: 8080).access == nil)
  }

  @Test(arguments: ["docker", "vm", "ssh://me@host"]) func elsewhereItIsSaid(_ place: String) throws {
    let links = try links(["back": "http://back.localhost:8080/"], on: StrategyTarget(place))
    #expect(links.access == nil && links.warnings.count == 1 && links.warnings[0].contains("on \(place) "), "\(links.warnings)")
  }

  @Test func addressesComeByWhateverWayAndFromTheOperatorAlone() async throws {
    try await VaultScene.with { scene in
      let (front, middle) = (try await scene.app("front"), try await scene.app("middle"))
      for name in ["back", "build", "mine"] { _ = try await scene.app(name) }
      try await scene.set(middle, "BACK", "${app.back.HOST}")
      try await scene.set(front, "A", "x${app.middle.env.BACK}y")
      try await scene.set(front, "B", "${app.build.PORT}", scope: .build)
      let given = try await scene.given(front) { $0.variables = ["C": "${app.mine.URL}"] }
      #expect(given.runAddresses.keys.map(\.text) == ["back"] && given.run["A"] == "xback.example.comy")
      #expect(given.buildAddresses.keys.map(\.text) == ["build"] && given.run["C"] == "http://mine.example.com:8080/")
    }
  }
}
