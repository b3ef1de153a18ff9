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
    #expect(problem?.hint.contains("debian, deno, ") == true && problem?.hint.contains(", uv") == true)
  }

  @Test func aBadSelectorIsWrongUsage() {
    let problem = #expect(throws: Problem.self) { try catalogue.specifier("node@>=") }
    #expect(problem?.code == .usageInvalid)
  }

  @Test func verifyStepsJudgeOutput() {
    let line = VerifyStep(run: ["uv", "--version"], expect: .line("uv {version}"))
    #expect(line.accepts("uv 0.13.8 (x86_64)\n", version: "0.13.8"))
    #expect(!line.accepts("uv 0.13.80\n", version: "0.13.8"))
    let pattern = VerifyStep(run: ["npm", "-v"], expect: .pattern(#"^[0-9]+\.[0-9]+"#))
    #expect(pattern.accepts("11.2.0\n", version: ""))
    #expect(!pattern.accepts("npm: not found\n", version: ""))
  }
}
