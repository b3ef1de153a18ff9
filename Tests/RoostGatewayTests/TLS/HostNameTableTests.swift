import Testing

@testable import RoostGateway

@Suite struct HostNameTableTests {
  private static func table(_ names: [String], fallback: String? = nil) -> HostNameTable<String> {
    var table = HostNameTable<String>()
    for name in names { table.add(name, for: name) }
    table.fallback = fallback
    return table
  }

  @Test(arguments: [
    ("example.org", "example.org"), ("EXAMPLE.org", "example.org"), ("example.org.", "example.org"),
    ("www.example.org", "www.example.org"), ("shop.example.org", "*.example.org"), ("127.0.0.1", "127.0.0.1"),
  ])
  func theNameItselfAndThenAWildcard(_ wanted: String, _ found: String) {
    let table = Self.table(["*.example.org", "example.org", "www.example.org", "127.0.0.1"])
    #expect(table.value(for: wanted) == found)
  }

  @Test(arguments: ["a.b.example.org", "example.com", "", ".", ".example.org", "org", "xexample.org"])
  func nobodyElsesCertificate(_ wanted: String) {
    #expect(Self.table(["*.example.org", "www.example.org"]).value(for: wanted) == nil)
  }

  @Test func theFallbackIsForTheRest() {
    let table = Self.table(["example.org"], fallback: "default")
    #expect(table.value(for: "other.org") == "default")
    #expect(table.value(for: nil) == "default")
    #expect(table.named("other.org") == nil)
    #expect(Self.table(["example.org"]).value(for: nil) == nil)
  }

  /// Clients take no wildcard directly below a top name, and a fallback is for nothing in particular.
  @Test(arguments: [
    ("example.org", true), ("a.example.org", true), ("a.b.example.org", false), ("localhost", true), ("a.localhost", false),
    ("B.localhost.", true), ("other.org", false),
  ])
  func isForANameThatClientsTake(_ wanted: String, _ isNamed: Bool) {
    let table = Self.table(["example.org", "*.example.org", "localhost", "*.localhost", "b.localhost"], fallback: "default")
    #expect(table.isNamed(wanted) == isNamed)
  }

  @Test func theFirstKeepsAName() {
    var table = HostNameTable<Int>()
    table.add(1, for: "example.org")
    table.add(2, for: "Example.org")
    #expect(table.value(for: "example.org") == 1)
  }
}
