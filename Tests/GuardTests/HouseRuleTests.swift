import Checkout
import Foundation
import Testing

@Suite("The rules of the house")
struct HouseRuleTests {
  private static let everything = [
    "Sources", "Tests", "Examples", "scripts", "docs", "Makefile", "Package.swift", "README.md", "CHANGELOG.md", ".ci",
  ]
  private static let longestFile = 500
  private static let longestReadme = 150
  let checkout = Checkout()

  @Test("Swift code keeps the rules", arguments: HouseRule.code)
  func codeRules(rule: HouseRule) throws {
    try expectNone(of: rule, in: checkout.swiftFiles(in: ["Sources", "Tests"]))
  }

  @Test("Nothing is started that nobody waits for")
  func unstructuredTasks() throws {
    try expectNone(of: .unstructuredTasks, in: checkout.swiftFiles(in: ["Sources"]))
  }

  @Test("Every text keeps the rules", arguments: HouseRule.text)
  func textRules(rule: HouseRule) throws {
    try expectNone(of: rule, in: checkout.textFiles(in: Self.everything))
  }

  @Test("No source file is longer than 500 lines")
  func lengths() throws {
    let sources = try checkout.textFiles(in: ["Sources", "Tests"]).filter { file in
      [".swift", ".c", ".h"].contains { file.path.hasSuffix($0) }
    }
    let long = sources.filter { $0.lines.count > Self.longestFile }.map { "\($0.path): \($0.lines.count) lines" }
    #expect(long.isEmpty, "\(long.joined(separator: "\n"))")
  }

  @Test("The changelog has a section for what is not released, the README stays short")
  func documents() throws {
    let changelog = try #require(checkout.textFiles(in: ["CHANGELOG.md"]).first)
    #expect(changelog.lines.contains { $0.hasPrefix("## [Unreleased]") })
    let readme = try #require(checkout.textFiles(in: ["README.md"]).first)
    #expect(readme.lines.count <= Self.longestReadme)
  }

  @Test("An exception names a file that exists and needs it")
  func exceptionsAreNeeded() throws {
    let rule = HouseRule.unstructuredTasks
    let unguarded = HouseRule(name: rule.name, scope: rule.scope, pattern: rule.pattern)
    for path in rule.exceptions {
      let file = try #require(checkout.textFiles(in: [path]).first)
      #expect(try !unguarded.violations(in: file).isEmpty, "\(path) starts no Task: take it off the list")
    }
  }

  private func expectNone(of rule: HouseRule, in files: [TextFile]) throws {
    #expect(!files.isEmpty)
    let violations = try files.flatMap(rule.violations(in:))
    #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
  }
}
