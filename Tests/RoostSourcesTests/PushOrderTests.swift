import RoostModel
import Testing

@testable import RoostSources

@Suite struct PushOrderTests {
  private static let old = String(repeating: "a", count: 40)
  private static let new = String(repeating: "b", count: 40)
  private static let none = String(repeating: "0", count: 40)

  private func order(_ references: String..., deleting: Bool = false) throws -> PushOrder {
    let order = try PushOrder(references.map { "\(Self.old) \(deleting ? Self.none : Self.new) \($0)"[...] })
    return try #require(order)
  }

  private func branch(_ order: PushOrder, _ branch: String?) throws -> String {
    try order.deploying(branch, of: AppName("shop")).reference
  }

  @Test func theAppsBranchDeploys() throws {
    #expect(try branch(order("refs/tags/v1", "refs/heads/next", "refs/heads/main"), "main") == "refs/heads/main")
    #expect(throws: Problem.self) { try branch(order("refs/heads/next"), "main") }
    #expect(throws: Problem.self) { try branch(order("refs/tags/main"), "main") }
  }

  @Test func theFirstBranchBecomesTheApps() throws {
    #expect(try branch(order("refs/heads/trunk"), nil) == "refs/heads/trunk")
    #expect(try branch(order("refs/heads/a", "refs/heads/master"), nil) == "refs/heads/master")
    #expect(throws: Problem.self) { try branch(order("refs/heads/a", "refs/heads/b"), nil) }
    #expect(throws: Problem.self) { try branch(order("refs/tags/v1"), nil) }
  }

  @Test func deletionsAndHostileNamesAreRefused() throws {
    #expect(throws: Problem.self) { try branch(order("refs/heads/main", deleting: true), "main") }
    for name in [
      "refs/heads/-x", "refs/heads/$(id)", "refs/heads/a b", "refs/heads/a\u{1B}[2J", "refs/heads/../x", "refs/heads/",
    ] {
      let problem = #expect(throws: Problem.self) { try branch(order(name), nil) }
      #expect(problem?.message.contains("\u{1B}") == false)
    }
  }

  @Test func whatIsNoLineOfGitsIsNotRead() throws {
    for line in [
      "", "x y z", "\(Self.old) \(Self.new)", "\(Self.old) short refs/heads/main", "\(Self.old.uppercased()) \(Self.new) r",
    ] {
      let order = try PushOrder([line[...]])
      #expect(order == nil)
    }
    let lines = Array(repeating: "\(Self.old) \(Self.new) refs/heads/main"[...], count: 101)
    #expect(throws: PushOrder.tooMany) { _ = try PushOrder(lines) }
  }
}
