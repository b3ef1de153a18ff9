import RoostModel
import Testing

@testable import RoostCatalog

@Suite struct StackOrderTests {
  private func entry(_ id: String, _ requires: [String] = [], excludes: [String] = []) throws -> CatalogueEntry {
    var entry = CatalogueEntry(
      id: try #require(RuntimeID(id)), title: id, scheme: .semver,
      source: .wheel(WheelSource(package: id, subtree: "x", destination: "y")))
    entry.requires = try requires.map { try #require(RuntimeID($0)) }
    entry.conflicts.runtimes = try excludes.map { try #require(RuntimeID($0)) }
    return entry
  }

  private func order(_ entries: [CatalogueEntry]) -> StackOrder { StackOrder(catalogue: Catalogue(entries)) }

  private func wanted(_ order: StackOrder, _ texts: String...) throws -> [RuntimeSpecifier] {
    try texts.map { try order.catalogue.specifier($0) }
  }

  @Test func requirementsComeFirstAndOnce() throws {
    let order = order([try entry("base"), try entry("a", ["base"]), try entry("b", ["a", "base"]), try entry("c", ["base"])])
    let expanded = try order.expand(try wanted(order, "b", "c", "base@2"))
    #expect(expanded.map(\.description) == ["base@2", "a@*", "b@*", "c@*"])
    #expect(try order.steps(expanded).map { $0.map(\.runtime.text) } == [["base"], ["a", "c"], ["b"]])
  }

  @Test func oneStackHoldsOneVersion() throws {
    let order = order([try entry("a")])
    #expect(try order.expand(try wanted(order, "a@1", "a@1")).count == 1)
    let problem = #expect(throws: Problem.self) { try order.expand(try wanted(order, "a@1", "a@2")) }
    #expect(problem?.code == .usageInvalid)
    #expect(problem?.message == "a is wanted twice in one stack, as a@1 and as a@2")
  }

  @Test func severalVersionsAreLayersSideBySide() throws {
    let order = order([try entry("base"), try entry("node", ["base"]), try entry("pnpm", ["node"])])
    let layers = try order.sideBySide(try wanted(order, "node@22", "pnpm", "node@24", "node@22"))
    #expect(layers.map(\.specifier.description) == ["base@*", "node@22", "node@24", "pnpm@*"])
    #expect(layers.map { $0.below.map(\.description) } == [[], ["base@*"], ["base@*"], ["base@*", "node@22"]])
    #expect(layers.map { $0.requiredBy.map(\.text) } == [["node"], [], [], []])
  }

  @Test func whatIsRequiredSaysByWhom() throws {
    let order = order([try entry("base"), try entry("node", ["base"]), try entry("pnpm", ["base", "node"])])
    let layers = try order.sideBySide(try wanted(order, "pnpm"))
    #expect(layers.map { $0.requiredBy.map(\.text) } == [["node", "pnpm"], ["pnpm"], []])
  }

  @Test func aRingIsNamedWhole() throws {
    let order = order([try entry("a", ["b"]), try entry("b", ["c"]), try entry("c", ["b"])])
    let problem = #expect(throws: Problem.self) { try order.expand(try wanted(order, "a")) }
    #expect(problem?.code == .catalogueInvalid)
    #expect(problem?.message == "b requires itself, by way of c, b")
    #expect(throws: Problem.self) { try order.sideBySide(try wanted(order, "a")) }
  }

  @Test func whatExcludesEachOtherCannotShareAStackButCanBeInstalled() throws {
    let order = order([try entry("a"), try entry("b", excludes: ["a"]), try entry("c")])
    let problem = #expect(throws: Problem.self) { try order.expand(try wanted(order, "a", "c", "b")) }
    #expect(problem?.code == .runtimeConflict)
    #expect(problem?.message == "a and b cannot be in one stack")
    #expect(try order.sideBySide(try wanted(order, "a", "b")).count == 2)
    #expect(try order.expand(try wanted(order, "a", "c")).count == 2)
  }

  @Test func providersAreThoseThatSaySo() throws {
    var server = try entry("nginx")
    server.capabilities = ["http-server"]
    let catalogue = Catalogue([server, try entry("a")])
    #expect(catalogue.providers(of: "http-server").map(\.id.text) == ["nginx"])
    #expect(catalogue.providers(of: "nothing").isEmpty)
  }
}
