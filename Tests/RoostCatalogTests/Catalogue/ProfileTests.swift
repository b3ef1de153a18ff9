import RoostModel
import SystemPackage
import Testing

@testable import RoostCatalog

@Suite struct ProfileTests {
  @Test func theShippedOnesAreOrderedAndOneIsTheDefault() throws {
    let profiles = try Catalogue.load(extraDirectory: nil).profiles
    #expect(profiles.prefix(2).map(\.name) == ["minimal", "web"])
    #expect(profiles.filter(\.isDefault).map(\.name) == ["web"] && !profiles.contains(where: \.isCustom))
  }

  @Test func thisMachinesOwnFollowAndMayBecomeTheDefault() throws {
    let own = "schema: roost.catalogue/1\nprofiles:\n  - {name: ours, title: Ours, runtimes: [uv, 'nodejs@22'], default: true}\n"
    let profiles = try load(own).profiles
    #expect(
      profiles.last == Profile(name: "ours", title: "Ours", specifiers: ["uv", "nodejs@22"], isDefault: true, isCustom: true))
    #expect(profiles.filter(\.isDefault).map(\.name) == ["ours"])
  }

  @Test func oneOfTheSameNameReplacesTheShippedOne() throws {
    let shipped = try Catalogue.load(extraDirectory: nil).profiles.map(\.name)
    let profiles = try load("schema: roost.catalogue/1\nprofiles: [{name: web, runtimes: [uv]}]\n").profiles
    #expect(profiles.map(\.name) == shipped)
    #expect(profiles[1] == Profile(name: "web", title: "web", specifiers: ["uv"], isCustom: true))
  }

  @Test func theSerialIsTheHighestStated() throws {
    let shipped = try Catalogue.load(extraDirectory: nil).serial
    #expect(shipped >= 2_026_112_101)
    #expect(try load("schema: roost.catalogue/1\nserial: 2020010101\n").serial == shipped)
    #expect(try load("schema: roost.catalogue/1\nserial: 2999010101\n").serial == 2_999_010_101)
  }

  @Test(arguments: [
    ("profiles: [{name: a, runtimes: []}]", ":2:32: runtimes: is empty"),
    ("profiles: [{name: a, runtimes: [cobol]}]", "profile a: there is no runtime named 'cobol'"),
    ("profiles: [{name: a, runtimes: ['node@>=']}]", "profile a: '>=' selects no version"),
    ("profiles: [{name: A b, runtimes: [uv]}]", ":2:19: name: 'A b' is not a name"),
    ("profiles: [{name: a, runtimes: [uv]}, {name: a, runtimes: [uv]}]", "there are two profiles named 'a'"),
    ("serial: 7", ":2:9: serial: expected a day and a number of that day"),
    ("serail: 2026112101", ":2:1: unknown key 'serail'; did you mean 'serial'?"),
  ])
  func aBrokenFileNamesItsPlace(_ line: String, _ expected: String) {
    let problem = #expect(throws: Problem.self) { try load("schema: roost.catalogue/1\n\(line)\n") }
    #expect(problem?.code == .catalogueInvalid && problem?.message.contains("own.yml:") == true)
    #expect(problem?.message.contains(expected) == true, "\(problem?.message ?? "")")
  }

  private func load(_ text: String) throws -> Catalogue {
    try TemporaryTree.with(["own.yml": text]) { try Catalogue.load(extraDirectory: $0) }
  }
}
