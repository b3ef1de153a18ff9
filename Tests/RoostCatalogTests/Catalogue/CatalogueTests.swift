import Foundation
import RoostModel
import SystemPackage
import Testing

@testable import RoostCatalog

@Suite struct CatalogueTests {
  private let catalogue: Catalogue

  init() throws { catalogue = try Catalogue.load(extraDirectory: nil) }

  @Test(arguments: [
    ("nodejs", "nodejs@lts"), ("node", "nodejs@lts"), ("node@22", "nodejs@22"), ("nodejs-22", "nodejs@22"),
    ("nodejs@22", "nodejs@22"),
    ("nodejs-lts", "nodejs@lts"), ("python3", "python@3"), ("python@>=3.9,<3.13", "python@>=3.9,<3.13"),
    ("uv-0.13.8", "uv@0.13.8"),
    ("node@lts/jod", "nodejs@lts/jod"),
  ])
  func readsWhatUsersType(_ text: String, _ expected: String) throws {
    #expect(try catalogue.specifier(text).description == expected)
  }

  @Test(arguments: [("nodjs", "nodejs"), ("pyhton@3", "python"), ("denno", "deno")])
  func namesTheNearestOfAnUnknownRuntime(_ text: String, _ near: String) {
    let problem = #expect(throws: Problem.self) { try catalogue.specifier(text) }
    #expect(problem?.code == .runtimeUnknown)
    #expect(problem?.hint.contains(near) == true)
  }

  @Test func listsAllForAnUnknownRuntimeThatIsLikeNone() {
    let problem = #expect(throws: Problem.self) { try catalogue.specifier("cobol-85") }
    #expect(problem?.hint.contains("debian, deno, nodejs, python, uv") == true)
  }

  @Test func aBadSelectorIsWrongUsage() {
    let problem = #expect(throws: Problem.self) { try catalogue.specifier("node@>=") }
    #expect(problem?.code == .usageInvalid)
  }

  @Test func entriesOfADirectoryReplaceOthersByIdentifier() throws {
    try TemporaryTree.with(["deno.yml": Self.deno, "notes.txt": "", "deeper/x.yml": "nonsense"]) { directory in
      let catalogue = try Catalogue.load(extraDirectory: directory)
      #expect(catalogue.entries.count == 5)
      #expect(try catalogue.requireEntry(named: "deno").title == "Our own Deno")
    }
  }

  @Test func aDirectoryThatDoesNotExistIsEmpty() throws {
    #expect(try Catalogue.load(extraDirectory: "/nonexistent/catalogue.d").entries.count == 5)
  }

  @Test(arguments: [
    ("kind: tool", "knid: tool", ":4:1: unknown key 'knid'; did you mean 'kind'?"),
    ("scheme: semver", "scheme: roman", ":5:9: scheme: 'roman' is none of semver, pep440, debian"),
    ("package: deno", "package: --index-url=http", ":8:20: package: '--index-url=http' is not a plain name"),
    ("destination: usr", "destination: ../usr", ":10:24: destination: '../usr' is not a path inside the layer"),
    ("bin/a: b", "bin/a: ../../../etc/passwd", ":11:18: links: 'bin/a' -> '../../../etc/passwd' leaves the layer"),
    ("matches: '^deno'", "matches: '(deno'", "matches: not a regular expression"),
    ("schema: roost.runtime/1", "schema: roost.runtime/2", ":1:9: schema: this version of Roost reads"),
    ("id: deno", "id: Deno_2", ":2:5: id: 'Deno_2' is not a name"),
    ("requires: [debian]", "requires: [solaris]", "deno requires solaris, which is not in the catalogue"),
    ("default: latest", "default: newestest", ":6:10: default: 'newestest'"),
    ("estimate: {disk-mb: 1}", "estimate: {disk-mb: many}", "disk-mb: expected a number, found 'many'"),
  ])
  func aBrokenEntryNamesItsPlace(_ good: String, _ bad: String, _ expected: String) throws {
    try TemporaryTree.with(["deno.yml": Self.deno]) { directory in _ = try Catalogue.load(extraDirectory: directory) }
    try TemporaryTree.with(["deno.yml": Self.deno.replacing(good, with: bad)]) { directory in
      let problem = #expect(throws: Problem.self) { try Catalogue.load(extraDirectory: directory) }
      #expect(problem?.code == .catalogueInvalid)
      #expect(problem?.message.contains(expected) == true, "\(problem?.message ?? "")")
    }
  }

  @Test func verifyStepsJudgeOutput() {
    let line = VerifyStep(run: ["uv", "--version"], expect: .line("uv {version}"))
    #expect(line.accepts("uv 0.13.8 (x86_64)\n", version: "0.13.8"))
    #expect(!line.accepts("uv 0.13.80\n", version: "0.13.8"))
    let pattern = VerifyStep(run: ["npm", "-v"], expect: .pattern(#"^[0-9]+\.[0-9]+"#))
    #expect(pattern.accepts("11.2.0\n", version: ""))
    #expect(!pattern.accepts("npm: not found\n", version: ""))
  }

  private static let deno = """
    schema: roost.runtime/1
    id: deno
    title: Our own Deno
    kind: tool
    scheme: semver
    default: latest
    source:
      wheel: {package: deno,
              subtree: bin,
              destination: usr,
              links: {
                bin/a: b}}
    channels: {latest: newest}
    requires: [debian]
    estimate: {disk-mb: 1}
    verify:
      - {run: [deno], matches: '^deno'}
    """
}
