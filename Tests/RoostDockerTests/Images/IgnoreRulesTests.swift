import Testing

@testable import RoostDocker

@Suite struct IgnoreRulesTests {
  @Test(arguments: [
    ("*.log", "a.log", true), ("*.log", "deep/a.log", false), ("**/*.log", "a.log", true), ("**/*.log", "x/y/a.log", true),
    ("/build", "build", true), ("build/", "build/x/y", true), ("build", "builder", false), ("./build", "build", true),
    ("**", "anything/at/all", true), ("a/**/z", "a/z", true), ("a/**/z", "a/b/c/z", true), ("a/**/z", "ab/z", false),
    ("**/foo", "xfoo", false), ("**/foo", "x/foo/bar", true), ("?.txt", "a.txt", true), ("?.txt", "ab.txt", false),
    ("a/*", "a/b", true), ("a/*/c", "a/b/c/d", true), ("[a-c].txt", "b.txt", true), ("[^a-c].txt", "b.txt", false),
    ("[^a-c].txt", "z.txt", true), ("\\*.txt", "*.txt", true), ("\\*.txt", "a.txt", false), ("# a", "# a", false),
    ("  x  ", "x", true),
    (".git", ".git/config", true), ("../up", "up", false), ("[", "[", false), ("Dockerfile", "Dockerfile", false),
    ("*", "Dockerfile", false), ("*", "x", true), ("foo*", "foo/bar", true), ("**.txt", "a/b.txt", true),
  ])
  func aLineFits(_ line: String, _ path: String, _ expected: Bool) {
    let rules = IgnoreRules(line + "\r\n\n", keeping: "Dockerfile")
    #expect(rules.leavesOut(Array(path.utf8)) == expected)
  }

  @Test func theLastLineThatFitsDecides() {
    let rules = IgnoreRules("*\n!src\nsrc/secret\n!src/secret/public.txt\n", keeping: "Dockerfile")
    #expect(rules.leavesOut(Array("README".utf8)))
    #expect(!rules.leavesOut(Array("src".utf8)) && !rules.leavesOut(Array("src/a.c".utf8)))
    #expect(rules.leavesOut(Array("src/secret/key".utf8)))
    #expect(!rules.leavesOut(Array("src/secret/public.txt".utf8)))
  }

  /// What would take an ordinary matcher longer than anybody waits.
  @Test func noPatternTakesLong() {
    let hostile = IgnoreRules(
      String(repeating: "**/", count: 200) + "b\n" + String(repeating: "*a", count: 400) + "b", keeping: "x")
    let path = Array((String(repeating: "a/", count: 300) + String(repeating: "a", count: 600)).utf8)
    #expect(!hostile.leavesOut(path))
  }
}
