import Foundation
import RoostModel
import Testing

@testable import RoostCatalog

/// The version files of the catalogue's own entries.
@Suite struct CatalogueVersionFilesTests {
  private let catalogue: Catalogue

  init() throws { catalogue = try Catalogue.load(extraDirectory: nil) }

  @Test(arguments: [
    ("go", ["go.mod": "go 1.21\ntoolchain go1.22.1\n"], "go@1.22.1: go.mod:2 says toolchain go1.22.1"),
    ("go", ["go.mod": "module x\ngo 1.21\n"], "go@>=1.21: go.mod:2 says go 1.21"),
    ("go", ["go.work": "go 1.23\n", "go.mod": "go 1.21\n"], "go@>=1.23: go.work:1 says go 1.23"),
    (
      "rust", ["rust-toolchain.toml": "[toolchain]\nchannel = \"1.75\"\n", "Cargo.toml": "[package]\nrust-version = \"1.60\"\n"],
      "rust@1.75: rust-toolchain.toml:2 toolchain.channel is \"1.75\""
    ),
    (
      "rust", ["Cargo.toml": "[package]\nrust-version = \"1.60\"\n"],
      "rust@* >=1.60: Cargo.toml:2 package.rust-version is \"1.60\""
    ),
    ("ruby", ["Gemfile": "ruby '~> 3.1'\n"], "ruby@~> 3.1: Gemfile:1 says ruby '~> 3.1'"),
    ("ruby", ["Gemfile": "ruby '~> 3.1'\n", ".ruby-version": "ruby-3.1.2\n"], "ruby@3.1.2: .ruby-version:1 says ruby-3.1.2"),
    ("java", [".java-version": "17.0\n"], "java@17.0: .java-version:1 says 17.0"),
    (
      "java", ["mise.toml": "[tools]\njava = \"temurin-21.0.2+13\"\n"],
      "java@21.0.2+13: mise.toml:2 tools.java is \"temurin-21.0.2+13\""
    ),
    (
      "php", ["composer.json": "{\"require\": {\"php\": \"^8.1|^8.2\"}}"],
      "php@^8.1|^8.2: composer.json:1 require.php is \"^8.1|^8.2\""
    ),
    (
      "pnpm", ["package.json": "{\"packageManager\": \"pnpm@9.1.0+sha512.a\"}"],
      "pnpm@9.1.0: package.json:1 packageManager is \"pnpm@9.1.0+sha512.a\""
    ),
    (
      "bun", ["package.json": "{\"devEngines\": {\"runtime\": {\"name\": \"bun\", \"version\": \"^1.1\"}}}"],
      "bun@^1.1: package.json:1 devEngines.runtime[name=bun].version is \"^1.1\""
    ),
    (
      "nodejs", ["package.json": "{\"volta\": {\"node\": \"20.1.0\"}, \"engines\": {\"node\": \">=18\"}}"],
      "nodejs@20.1.0: package.json:1 volta.node is \"20.1.0\""
    ),
    (
      "python", [".python-version": "3.11\n3.12\n", "pyproject.toml": "[project]\nrequires-python = \">=3.9\"\n"],
      "python@3.11: .python-version:1 says 3.11"
    ),
    (
      "python", ["Pipfile": "[requires]\npython_version = \"3.11\"\n"],
      "python@3.11: Pipfile:2 requires.python_version is \"3.11\""
    ),
    (
      "uv", ["pyproject.toml": "[tool.uv]\nrequired-version = \">=0.5\"\n"],
      "uv@>=0.5: pyproject.toml:2 tool.uv.required-version is \">=0.5\""
    ),
    ("terraform", [".terraform-version": "1.5.7\n"], "terraform@1.5.7: .terraform-version:1 says 1.5.7"),
    ("deno", [".deno-version": "v2.1.0"], "deno@v2.1.0: .deno-version:1 says v2.1.0"),
    (
      "gh", [".devcontainer.json": "{\"features\": {\"ghcr.io/devcontainers/features/github-cli:1\": {\"version\": \"2.40\"}}}"],
      "gh@2.40: .devcontainer.json:1 feature ghcr.io/devcontainers/features/github-cli:1 has version \"2.40\""
    ),
  ])
  func decideAsTheirMakersSay(_ name: String, _ files: [String: String], _ expected: String) throws {
    let decision = try VersionRules.decide(catalogue.requireEntry(named: name), files)
    #expect("\(decision.requirement.specifier): \(decision.requirement.decidedBy)" == expected)
    #expect(decision.warnings == [])
  }

  @Test(arguments: [
    ("docker", "Dockerfile"), ("go", "go.mod"), ("rust", "Cargo.toml"), ("ruby", "Gemfile"), ("deno", "deno.json"),
    ("php", "composer.json"), ("java", "pom.xml"), ("java", "build.gradle"), ("bun", "bun.lockb"), ("pnpm", "pnpm-lock.yaml"),
    ("yarn", "yarn.lock"), ("uv", "uv.lock"), ("caddy", "Caddyfile"), ("nginx", "nginx.conf"),
  ])
  func someFilesNeedOnlyBeThere(_ name: String, _ file: String) throws {
    let statements = try VersionRules.decide(catalogue.requireEntry(named: name), [file: "{}"]).statements
    #expect(statements.presence.contains(Evidence(file: file, says: "is there")) && statements.isMentioned)
  }

  /// The page that explains them names every file that can state a version.
  @Test func thePageNamesEveryFile() throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../docs/versions.md").standardized
    let text = try String(contentsOf: page, encoding: .utf8)
    for entry in catalogue.entries {
      for rule in entry.versionFiles where rule.form != .presence {
        #expect(text.contains("`\(rule.file)`"), "\(entry.id): \(rule.file)")
      }
    }
  }
}
