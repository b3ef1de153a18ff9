import Glibc
import RoostModel
import SystemPackage
import Testing

@testable import RoostCatalog

@Suite struct FeatureFileTests {
  @Test func listsFeaturesAndTools() throws {
    let list = try FeatureFile.read(
      """
      features:
        - nodejs@20
        - name: python
          version: "3.10"
      tools: [terraform@1.5.0]
      scope: host
      fail_fast: true
      """, file: "runner.yml")
    #expect(list.specifiers == ["nodejs@20", "python@3.10", "terraform@1.5.0"])
    #expect(list.scope == .host && list.failFast == true && list.startsServices == nil)
    #expect(FeatureList(words: " nodejs@20,python  docker\n").specifiers == ["nodejs@20", "python", "docker"])
  }

  @Test(arguments: [
    ("features:\n  - name: python\n    version: 3.10\n", "runner.yml:3:14: version: write it in quotes: \"3.10\""),
    ("features: nodejs\n", "runner.yml:1:11: features: expected a list, found a text"),
    ("feature: [nodejs]\n", "runner.yml:1:1: unknown key 'feature'; did you mean 'features'?"),
    ("features: [[nodejs]]\n", "runner.yml:1:12: features: expected a name, found a list"),
    ("scope: host\n", "runner.yml:1:1: features: lists nothing"),
    ("features: [nodejs]\nscope: moon\n", "runner.yml:2:8: scope: 'moon' is none of layer, host"),
  ])
  func faultsHaveTheirPlace(_ text: String, _ message: String) {
    #expect {
      try FeatureFile.read(text, file: "runner.yml")
    } throws: { error in
      let problem = error as? Problem
      #expect(problem?.message == message)
      return problem?.code == .settingsInvalid
    }
  }

  @Test func aLinkIsFollowedAsAMountedConfigurationIsOne() throws {
    try TemporaryTree.with(["data/runner.yml": "features: [nodejs]\n"]) { directory in
      let link = directory.appending("runner.yml")
      #expect(symlink("data/runner.yml", link.string) == 0)
      let list = try FeatureFile.read(link)
      #expect(list.specifiers == ["nodejs"])
    }
  }

  @Test func whatIsNoTextIsRefusedWithItsPath() throws {
    try TemporaryTree.with(["big.yml": String(repeating: "#", count: 70 << 10)]) { directory in
      let pipe = directory.appending("pipe.yml")
      #expect(mkfifo(pipe.string, 0o600) == 0)
      for path in [directory.appending("big.yml"), pipe, directory] {
        let problem = #expect(throws: Problem.self) { try FeatureFile.read(path) }
        #expect(problem?.code == .settingsInvalid && problem?.message.hasPrefix(path.string) == true)
      }
      let nothing = #expect(throws: Problem.self) { try FeatureFile.read(directory.appending("nothing.yml")) }
      #expect(nothing?.code == .usageInvalid)
    }
  }
}
