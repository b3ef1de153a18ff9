import RoostModel
import Testing

@testable import RoostCatalog

/// What `gateway` of `roost.yml` says about requests.
@Suite struct RouteRulesReaderTests {
  private func read(_ text: String) throws -> RouteSettings {
    try ProjectSettingsReader.read("gateway:\n" + text, file: "roost.yml").route
  }

  @Test func rules() throws {
    let route = try read(
      """
        allow: [10.0.0.0/8, "::1"]
        redirects:
          - {from: /old/*, to: "/new/:splat", status: 301}
          - {from: /x, to: "https://example.com/"}
        rewrites: [{from: "/u/:id", to: "/p?id=:id"}]
        prefix-rescue: false

      """)
    #expect(route.allow?.map(\.description) == ["10.0.0.0/8", "::1"])
    #expect(route.redirects?.map(\.status) == [301, 302])
    #expect(route.rewrites?.first?.status == nil)
    #expect(route.prefixRescue == false)
    #expect(route.hasRules)
    #expect(!(try read("  prefix-rescue: true\n").hasRules))
  }

  @Test func authAndHeaders() throws {
    let hash = "$2y$05$" + String(repeating: "a", count: 53)
    let route = try read("  auth: {users: {ann: \(hash)}}\n  headers:\n    response: {set: {X-A: b}, remove: [x-c]}\n")
    #expect(route.auth?.realm == "Restricted")
    #expect(route.auth?.users["ann"]?.description == hash)
    #expect(route.headers?.response == FieldEdits(set: ["X-A": "b"], add: [:], remove: ["x-c"]))
    #expect(route.headers?.request == nil)
  }

  @Test(arguments: [
    ("  allow: []\n", "allow: expected 1 to"), ("  allow: [10.0.0.0/33]\n", "allow: '10.0.0.0/33' is no address"),
    ("  auth: {users: {}}\n", "users: expected 1 to"), ("  auth: {users: {ann: secret}}\n", "is no hash of a password"),
    ("  auth: {users: {\"a:b\": x}}\n", "'a:b' is not a name"), ("  auth: {realm: 'a\"b', users: {}}\n", "realm: expected"),
    ("  cors: {origins: []}\n", "origins: expected 1 to"), ("  cors: {origins: [a.test]}\n", "is not an origin"),
    ("  cors: {origins: [\"*\", \"https://a.test\"]}\n", "'*' stands alone"),
    ("  cors: {origins: [\"*\"], credentials: true}\n", "credentials: would let every page"),
    ("  cors: {origins: [\"*\"], headers: [\"a b\"]}\n", "'a b' is not a name"),
    ("  cors: {origins: [\"*\"], max-age: -1}\n", "max-age: expected"),
    ("  redirects: [{from: old, to: /x}]\n", "from: 'old' does not begin with a path"),
    ("  redirects: [{from: /a*, to: /x}]\n", "from: '/a*' has a * that is not the whole"),
    ("  redirects: [{from: /a, to: //evil.test}]\n", "to: '//evil.test' is not"),
    ("  redirects: [{from: /a, to: \"/:splat\"}]\n", "':splat' stands for nothing in /a"),
    ("  redirects: [{from: /a, to: /b, status: 200}]\n", "status: expected 301"),
    ("  redirects: [{from: /a}]\n", "to: is missing"),
    ("  rewrites: [{from: /a, to: \"https://a.test/\"}]\n", "is not a path"),
    ("  rewrites: [{from: /a, to: /b, status: 301}]\n", "unknown key 'status'"),
    ("  headers: {request: {set: {Host: x}}}\n", "'Host' is the gateway's to say"),
    ("  headers: {response: {set: {X-A: \"a\\r\\nb\"}}}\n", "not one line"),
    ("  headers: {response: {add: {\"a b\": c}}}\n", "is not the name of a header"),
    ("  headers: {response: {remove: [Content-Length]}}\n", "is the gateway's to say"),
  ])
  func faults(text: String, message: String) throws {
    let fault = #expect(throws: DocumentFault.self) { try read(text) }
    #expect(fault?.message.contains(message) ?? false, "\(fault?.message ?? "-")")
  }
}
