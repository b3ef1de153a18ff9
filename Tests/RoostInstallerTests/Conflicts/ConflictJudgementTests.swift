import RoostCatalog
import RoostModel
import RoostSystem
import Testing

@testable import RoostInstaller

/// What stands in the way, decided from facts alone.
@Suite struct ConflictJudgementTests {
  private let catalogue: Catalogue
  private let nginx: CatalogueEntry
  private let caddy: CatalogueEntry

  init() throws {
    var nginx = try Self.entry("nginx")
    nginx.capabilities = ["http-server"]
    nginx.host = HostPackages(names: [.apt: ["nginx"], .dnf: ["nginx"]])
    nginx.conflicts = ConflictRules(
      packages: [.apt: ["nginx-full"], .dnf: ["nginx-mod"]],
      ports: [PortClaim(port: 80, severity: .error), PortClaim(port: 443, severity: .warning)], files: ["/usr/sbin/nginx"],
      services: ["apache2"], capabilities: ["http-server"])
    var caddy = try Self.entry("caddy")
    caddy.capabilities = ["http-server"]
    caddy.conflicts.runtimes = [nginx.id]
    self.nginx = nginx
    self.caddy = caddy
    catalogue = Catalogue([nginx, caddy])
  }

  private static func entry(_ id: String) throws -> CatalogueEntry {
    var entry = CatalogueEntry(
      id: try #require(RuntimeID(id)), title: id, scheme: .semver,
      source: .wheel(WheelSource(package: id, subtree: "x", destination: "y")))
    entry.provides = [id]
    return entry
  }

  private func judge(
    _ scope: InstallScope, _ entries: [CatalogueEntry]? = nil, reserved: [UInt16: String] = [:],
    _ change: (inout MachineFacts) -> Void
  ) throws -> [Conflict] {
    var facts = MachineFacts()
    facts.manager = .apt
    change(&facts)
    return try ConflictJudgement(scope: scope, facts: facts, catalogue: catalogue, reserved: reserved)
      .conflicts(of: entries ?? [nginx])
  }

  @Test func nothingFoundIsNoConflict() throws {
    #expect(try judge(.host) { _ in } == [])
    #expect(try judge(.layer) { _ in } == [])
  }

  @Test func aPackageIsInTheWayOfTheHostAlone() throws {
    let found = try judge(.host) { $0.packages = ["nginx-full": "1.22"] }
    #expect(
      found == [
        Conflict(
          kind: .package, runtime: nginx.id, subject: "nginx-full", holder: "package nginx-full 1.22", severity: .error,
          resolution: "remove it first: apt-get remove nginx-full")
      ])
    #expect(try judge(.layer) { $0.packages = ["nginx-full": "1.22"] } == [])
    let fedora = try judge(.host) {
      $0.manager = .dnf
      $0.packages = ["nginx-full": "1", "nginx-mod": "2"]
    }
    #expect(fedora.map(\.resolution) == ["remove it first: dnf remove nginx-mod"])
  }

  @Test func aTakenPortStopsAHostInstallAndWarnsALayer() throws {
    let apache = PortHolder(port: 80, pid: 812, name: "apache2", unit: "apache2.service")
    let host = try judge(.host) { $0.ports = [apache] }
    #expect(host.map(\.subject) == ["port 80"])
    #expect(host.map(\.holder) == ["apache2 (pid 812)"])
    #expect(host.map(\.severity) == [.error])
    #expect(host.map(\.resolution) == ["systemctl stop apache2.service, or let nginx listen on another port"])
    #expect(try judge(.layer) { $0.ports = [apache] }.map(\.severity) == [.warning])
    let secure = try judge(.host) { $0.ports = [PortHolder(port: 443, pid: 9, name: "x")] }
    #expect(secure.map(\.severity) == [.warning])
    #expect(secure.map(\.resolution) == ["kill 9, or let nginx listen on another port"])
  }

  @Test func aHolderNobodyMayLookAtIsStillOne() throws {
    let found = try judge(.host) { $0.ports = [PortHolder(port: 80)] }
    #expect(found.map(\.holder) == ["another process"])
    #expect(found[0].resolution.hasPrefix("see who it is: sudo ss -ltnp 'sport = :80'"))
  }

  @Test func aRuntimeIsNotInItsOwnWay() throws {
    let found = try judge(.host) {
      $0.ports = [PortHolder(port: 80, pid: 1, name: "nginx")]
      $0.files = [FoundFile(path: "/usr/sbin/nginx", package: "nginx")]
    }
    #expect(found == [])
  }

  @Test func roostsOwnPortsAreTakenWhileNothingListens() throws {
    let found = try judge(.host, reserved: [80: "Roost's gateway"]) { _ in }
    #expect(found.map(\.holder) == ["Roost's gateway"])
    #expect(found[0].resolution.contains("gateway.port"))
  }

  @Test func aFileSaysWhoseItIs() throws {
    let found = try judge(.host) { $0.files = [FoundFile(path: "/usr/sbin/nginx", package: "openresty")] }
    #expect(found.map(\.holder) == ["package openresty"])
    #expect(found.map(\.resolution) == ["remove it first: apt-get remove openresty"])
    let own = try judge(.host) { $0.files = [FoundFile(path: "/usr/sbin/nginx")] }
    #expect(own.map(\.resolution) == ["move it away: mv /usr/sbin/nginx /usr/sbin/nginx.before"])
  }

  @Test func aRunningServiceIsAnErrorAnEnabledOneAWarning() throws {
    let running = try judge(.host) {
      $0.services = [FoundService(unit: "apache2.service", isActive: true, isEnabled: true)]
    }
    #expect(running.map(\.severity) == [.error])
    let enabled = try judge(.host) {
      $0.services = [FoundService(unit: "apache2.service", isActive: false, isEnabled: true)]
    }
    #expect(enabled.map(\.severity) == [.warning])
    #expect(enabled.map(\.resolution) == ["systemctl disable --now apache2.service"])
  }

  @Test func anotherThatCanDoTheSameIsTold() throws {
    let found = try judge(.host) { $0.programs = ["caddy"] }
    #expect(found.map(\.kind) == [.capability])
    #expect(found.map(\.subject) == ["http-server"])
    #expect(found.map(\.holder) == ["caddy (caddy)"])
    #expect(found.map(\.severity) == [.warning])
    #expect(try judge(.layer) { $0.programs = ["caddy"] } == [])
  }

  @Test func whatCannotShareAStackCanBeInstalledAsLayers() throws {
    let layers = try judge(.layer, [nginx, caddy]) { _ in }.filter { $0.kind == .runtime }
    #expect(layers.map(\.severity) == [.warning])
    let host = try judge(.host, [nginx, caddy]) { _ in }.filter { $0.kind == .runtime }
    #expect(host.map(\.severity) == [.error])
    #expect(host.map(\.holder) == ["nginx"])
  }

  @Test func onlyWhatIsClaimedIsLookedAt() throws {
    let layer = ConflictClaims(of: [nginx], scope: .layer, manager: .apt, catalogue: catalogue)
    #expect(layer.ports == [80, 443] && layer.packages.isEmpty && layer.files.isEmpty && layer.services.isEmpty)
    let host = ConflictClaims(of: [nginx, nginx], scope: .host, manager: .apt, catalogue: catalogue)
    #expect(host.packages == ["nginx-full"] && host.files == ["/usr/sbin/nginx"] && host.services == ["apache2"])
    #expect(host.programs == ["caddy"])
  }
}
