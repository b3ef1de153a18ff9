import RoostModel

/// Installs the gems of a Gemfile.
enum RubyInstallation {
  static let directory = "vendor/bundle"

  /// For building and running: they make Bundler put and find everything in one directory of the project.
  static func variables(for tree: ProjectTree) -> [String: String] {
    var variables = ["BUNDLE_PATH": directory, "BUNDLE_WITHOUT": "development:test", "MALLOC_ARENA_MAX": "2"]
    if tree.contains("Gemfile.lock") { variables["BUNDLE_FROZEN"] = "true" }
    return variables
  }

  static func step(for tree: ProjectTree) -> DependencyStep {
    let inputs =
      ["Gemfile", "Gemfile.lock", ".ruby-version"].filter(tree.contains) + tree.files.filter { $0.hasSuffix(".gemspec") }
    return DependencyStep(tool: "bundler", command: "bundle install", directory: directory, inputs: inputs)
  }
}
