import RoostModel
import Testing

@testable import RoostCatalog

/// How each kind of version file is read.
@Suite struct VersionFileTests {
  struct Case: CustomStringConvertible, Sendable {
    var rule: VersionFile
    var text: String
    /// The selector with its place, a warning, `is needed`, or `nothing`.
    var expected: String
    var scheme = VersionScheme.semver
    var description: String { "\(rule.file): \(text.prefix(60))" }

    init(_ rule: VersionFile, _ text: String, _ expected: String, _ scheme: VersionScheme = .semver) {
      self.rule = rule
      self.text = text
      self.expected = expected
      self.scheme = scheme
    }
  }

  private static func found(_ rule: VersionFile, _ text: String, _ scheme: VersionScheme) throws -> String {
    let id = rule.form == .gemfile || rule.form == .gemfileLock ? "ruby" : "tool"
    let entry = try VersionRules.entry(id, scheme, aliases: ["node", "go", "ruby2"], [rule])
    let decision = try VersionRules.decide(entry, [rule.file: text])
    if let warning = decision.warnings.first { return warning }
    guard decision.statements.isMentioned else { return "nothing" }
    return decision.statements.found.isEmpty ? "is needed: \(decision.statements.presence[0])" : decision.text
  }

  private static let line = VersionFile(file: ".node-version", form: .line)
  private static let tools = VersionFile(file: ".tool-versions", form: .toolVersions, key: "nodejs")
  private static let manager = VersionFile(file: "package.json", form: .packageManager, key: "pnpm")
  private static let engine = VersionFile(file: "package.json", form: .json, key: "devEngines.runtime[name=node].version")
  private static let mise = VersionFile(file: "mise.toml", form: .toml, key: "tools.node", meaning: .exact)
  private static let toolchain = VersionFile(file: "go.mod", form: .goModule, key: "toolchain", prefix: "go", meaning: .exact)
  private static let go = VersionFile(file: "go.mod", form: .goModule, key: "go")
  private static let gemfile = VersionFile(file: "Gemfile", form: .gemfile)
  private static let lock = VersionFile(file: "Gemfile.lock", form: .gemfileLock)
  private static let rust = VersionFile(file: "rust-toolchain.toml", form: .rustToolchain)
  private static let container = VersionFile(file: ".devcontainer/devcontainer.json", form: .devcontainer, key: "node")

  private static let lines = [
    Case(line, "\n# ours\nv22.1.0 # the newest\n", "v22.1.0 because .node-version:3 says v22.1.0"),
    Case(line, "node-v22\n", "v22 because .node-version:1 says node-v22"),
    Case(line, "3.11.4\n3.10.1\n", "3.11.4 because .node-version:1 says 3.11.4", .pep440),
    Case(
      line, "pypy3.9-7.3\n",
      ".node-version:1 says pypy3.9-7.3 is not understood and was not used: 'pypy3.9-7.3' is neither a "
        + "version nor one of latest, lts, lts/jod, stable", .pep440),
    Case(
      line, "system",
      ".node-version:1 says system is not understood and was not used: apps run on layers, not on what this "
        + "machine has itself"),
    Case(line, "temurin-17.0.9+9\n", "17.0.9+9 because .node-version:1 says temurin-17.0.9+9", .java),
    Case(line, "  \n# nothing\n", "nothing"),
    Case(tools, "python 3.11\nnodejs 22.1.0 20.0.0 # two\n", "22.1.0 because .tool-versions:2 says nodejs 22.1.0"),
    Case(tools, "nodejs-x 1\n", "nothing"),
    Case(toolchain, "module x\n\ngo 1.21\n\ntoolchain go1.22.1 // newer\n", "1.22.1 because go.mod:5 says toolchain go1.22.1"),
    Case(toolchain, "go 1.21\ntoolchain default\n", "nothing"),
    Case(go, "module x\n// go 1.1\ngo 1.22rc1\n", ">=1.22rc1 because go.mod:3 says go 1.22rc1"),
    Case(rust, "1.75.0\n", "1.75.0 because rust-toolchain.toml:1 says 1.75.0"),
    Case(
      rust, "[toolchain]\nchannel = \"stable-x86_64-unknown-linux-gnu\"\n",
      "stable because rust-toolchain.toml:2 "
        + "toolchain.channel is \"stable-x86_64-unknown-linux-gnu\""),
    Case(
      rust, "[toolchain]\nchannel = \"nightly-2026-01-01\"\n",
      "rust-toolchain.toml:2 toolchain.channel is "
        + "\"nightly-2026-01-01\" and was not used: only finished versions of Rust can be installed; write one, or stable"),
    Case(rust, "[toolchain]\npath = \"/opt/rust\"\n", "nothing"),
  ]

  private static let ruby = [
    Case(gemfile, "source 'x'\nruby \"~> 3.2\" # ours\n", "~> 3.2 because Gemfile:2 says ruby \"~> 3.2\" # ours", .ruby),
    Case(gemfile, "ruby('>= 3.1', '< 3.4')\n", ">= 3.1, < 3.4 because Gemfile:1 says ruby('>= 3.1', '< 3.4')", .ruby),
    Case(gemfile, "ruby '3.2.2', patchlevel: '53'\n", "3.2.2 because Gemfile:1 says ruby '3.2.2', patchlevel: '53'", .ruby),
    Case(gemfile, "ruby file: '.ruby-version'\n", "nothing", .ruby),
    Case(
      gemfile, "ruby '2.5', engine: 'jruby', engine_version: '9'\n",
      "Gemfile:1 says ruby '2.5', engine: 'jruby', "
        + "engine_version: '9' and was not used: it asks for another implementation than Ruby's own", .ruby),
    Case(gemfile, "ruby ENV['V']\n", "Gemfile:1 says ruby ENV['V'] and was not used: it is no version in quotes", .ruby),
    Case(gemfile, "gem 'ruby-oembed'\nrubygems = 1\n", "nothing", .ruby),
  ]

  private static let documents = [
    Case(
      manager, "{\"packageManager\": \"pnpm@9.1.0+sha512.ab12\"}",
      "9.1.0 because package.json:1 packageManager is "
        + "\"pnpm@9.1.0+sha512.ab12\""),
    Case(manager, "{\"packageManager\": \"pnpm\"}", "is needed: package.json:1 packageManager is \"pnpm\""),
    Case(manager, "{\"packageManager\": \"yarn@4.0.0\"}", "nothing"),
    Case(
      manager, "{\"packageManager\": \"pnpm@https://x\"}",
      "package.json:1 packageManager is \"pnpm@https://x\" is not "
        + "understood and was not used: 'https://x' is neither a version nor one of latest, lts, lts/jod, stable"),
    Case(
      engine, "{\"devEngines\": {\"runtime\": {\"name\": \"node\", \"version\": \"^22\"}}}",
      "^22 because package.json:1 "
        + "devEngines.runtime[name=node].version is \"^22\""),
    Case(
      engine,
      "{\"devEngines\": {\"runtime\": [{\"name\": \"bun\", \"version\": \"1\"},\n{\"name\": \"node\", \"version\": 22}]}}",
      "22 because package.json:2 devEngines.runtime[name=node].version is \"22\""),
    Case(engine, "{\"devEngines\": {\"runtime\": {\"name\": \"bun\", \"version\": \"1\"}}}", "nothing"),
    Case(mise, "[tools]\nnode = \"22\"\n", "22 because mise.toml:2 tools.node is \"22\""),
    Case(mise, "[tools]\nnode = ['22', '20']\n", "22 because mise.toml:2 tools.node is \"22\", the first of 2"),
    Case(mise, "[tools.node]\nversion = \"lts\"\n", "lts because mise.toml:2 tools.node.version is \"lts\""),
    Case(
      mise, "[tools]\nnode = true\n",
      "mise.toml:2 tools.node is true or false and was not used: expected a version, found "
        + "true or false"),
    Case(mise, "[tools\n", "mise.toml:1 cannot be read and was not used: expected ']', found the end of the line"),
    Case(
      container, "{\n// ours\n\"features\": {\n/* */ \"ghcr.io/devcontainers/features/node:1\": {\"version\": \"20\",},\n}}",
      "20 because .devcontainer/devcontainer.json:4 feature ghcr.io/devcontainers/features/node:1 has version \"20\""),
    Case(
      container, "{\"features\": {\"ghcr.io/devcontainers/features/node@sha256:ab\": {}}}",
      "is needed: "
        + ".devcontainer/devcontainer.json:1 has the feature ghcr.io/devcontainers/features/node@sha256:ab"),
    Case(
      container, "{\"features\": {\"node\": \"18\"}}",
      "18 because .devcontainer/devcontainer.json:1 feature node has version "
        + "\"18\""),
    Case(container, "{\"features\": {\"x/node:1\": {\"version\": \"none\"}, \"x/anode\": {}}}", "nothing"),
  ]

  @Test(arguments: lines + documents) func isReadAsItsMakersSay(_ one: Case) throws {
    #expect(try Self.found(one.rule, one.text, one.scheme) == one.expected)
  }

  @Test(arguments: ruby) func gemfilesAreReadWithoutRuby(_ one: Case) throws {
    #expect(try Self.found(one.rule, one.text, one.scheme) == one.expected)
  }

  @Test func aGemfilesLockNamesTheRubyItWasMadeWith() throws {
    let text = "GEM\n  specs:\n    rack (3.0)\n\nRUBY VERSION\n   ruby 3.2.2p53\n\nBUNDLED WITH\n   2.4.1\n"
    let entry = try VersionRules.entry("ruby", .ruby, [Self.lock])
    let decision = try VersionRules.decide(entry, ["Gemfile.lock": text])
    #expect(decision.requirement.authority == .exactFile && decision.statements.found[0].selector.matches("3.2.2"))
    #expect(decision.requirement.decidedBy == Evidence(file: "Gemfile.lock", line: 6, says: "says ruby 3.2.2p53"))
  }

  @Test func aFileMayOnlyBeThere() throws {
    let entry = try VersionRules.entry("docker", .semver, [VersionFile(file: "Dockerfile", form: .presence)])
    let decision = try VersionRules.decide(entry, ["Dockerfile": "FROM x"])
    #expect(decision.statements.presence == [Evidence(file: "Dockerfile", says: "is there")])
    #expect(decision.requirement.authority == .catalogue && decision.warnings.isEmpty)
    #expect(try !VersionRules.decide(entry, ["dockerfile": ""]).statements.isMentioned)
  }
}
