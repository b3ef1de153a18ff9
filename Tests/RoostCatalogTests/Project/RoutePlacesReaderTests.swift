import RoostModel
import Testing

@testable import RoostCatalog

/// `hosts`, `paths` and `project` of `gateway` in `roost.yml`.
@Suite struct RoutePlacesReaderTests {
  private func read(_ text: String) throws -> RouteSettings {
    try ProjectSettingsReader.read("gateway:\n" + text, file: "roost.yml").route
  }

  @Test func everything() throws {
    let route = try read(
      "  hosts: [Shop.example.com, \"*.shop.example.com\"]\n  paths:\n    - path: /cart\n    - {path: /raw, strip: false}\n  project: acme\n"
    )
    #expect(route.hosts?.map(\.description) == ["shop.example.com", "*.shop.example.com"])
    #expect(route.paths?.map(\.path) == ["/cart", "/raw"])
    #expect(route.paths?.map(\.strip) == [true, false])
    #expect(route.project?.text == "acme")
    #expect(try read("  hosts: one.example.com\n").hosts?.count == 1)
    #expect(try read("  access-log: true\n").hosts == nil)
  }

  @Test(arguments: [
    ("  hosts: [192.0.2.1]\n", "hosts: '192.0.2.1' is not a host name"), ("  hosts: [a.b:80]\n", "hosts: 'a.b:80' is not"),
    ("  hosts: [\"*.localhost\"]\n", "is not a host name"), ("  hosts: [api.localhost]\n", "is kept for Roost itself"),
    ("  paths: [/a]\n", "expected a table of keys"), ("  paths: [{path: a}]\n", "path: 'a' is not a path"),
    ("  paths: [{strip: true}]\n", "path: is missing"),
    ("  paths: [{path: /app/x}]\n", "is kept for Roost on the gateway's own host"),
    ("  project: app\n", "project: 'app' is not a name"), ("  host: a.b\n", "unknown key 'host'; did you mean 'hosts'?"),
  ])
  func faults(text: String, message: String) throws {
    let fault = #expect(throws: DocumentFault.self) { try read(text) }
    #expect(fault?.message.contains(message) ?? false, "\(fault?.message ?? "-")")
  }

  @Test func whatIsKeptForRoostIsFreeOnOwnHosts() throws {
    #expect(try read("  hosts: [a.example.com]\n  paths: [{path: /api}]\n").paths?.count == 1)
  }
}
