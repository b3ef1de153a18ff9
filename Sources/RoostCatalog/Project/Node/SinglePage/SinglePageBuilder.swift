import RoostModel

/// A program that builds an app of one page out of a `package.json` project: what it is known by, and what it makes.
enum SinglePageBuilder: CaseIterable {
  case vite, createReactApp, angular, vue

  /// The package that brings it.
  var package: String {
    switch self {
    case .vite: "vite"
    case .createReactApp: "react-scripts"
    case .angular: "@angular/cli"
    case .vue: "@vue/cli-service"
    }
  }

  /// The file its pages begin with; without it the same program builds assets for something else.
  private var mark: String {
    switch self {
    case .vite: "index.html"
    case .createReactApp, .vue: "public/index.html"
    case .angular: "angular.json"
    }
  }

  /// What begins a `scripts.start` that is for development only.
  private var developmentPrograms: Set<String> {
    switch self {
    case .vite: ["vite"]
    case .createReactApp: ["react-scripts"]
    case .angular: ["ng"]
    case .vue: ["vue-cli-service"]
    }
  }

  /// `nil` where nothing is built, or where a server is started.
  static func of(_ project: ProjectInspection) -> (builder: SinglePageBuilder, evidence: [Evidence])? {
    guard let package = project.package, let script = package.scripts["build"] else { return nil }
    for builder in allCases {
      let found = package.devDependencies[builder.package] ?? package.dependencies[builder.package]
      guard let found, project.tree.contains(builder.mark) else { continue }
      let program = package.scripts["start"]?.value.split(separator: " ").first.map(String.init)
      guard program.map(builder.developmentPrograms.contains) ?? true else { return nil }
      return (builder, [found.evidence, script.evidence])
    }
    return nil
  }

  /// Where its files end up.
  func directory(in project: ProjectInspection) throws(Problem) -> Stated<String> {
    switch self {
    case .vite:
      if let option = option("--outDir", project) { return option }
      let stated = try ConfigText.load("vite.config", in: project.tree)?.directory(of: "outDir")
      return stated ?? Stated("dist", by: Evidence(says: "vite builds into dist"))
    case .createReactApp: return Stated("build", by: Evidence(says: "react-scripts builds into build"))
    case .vue: return Stated("dist", by: Evidence(says: "vue-cli-service builds into dist"))
    case .angular: return try AngularWorkspace.directory(in: project.tree)
    }
  }

  private func option(_ name: String, _ project: ProjectInspection) -> Stated<String>? {
    guard let script = project.package?.scripts["build"] else { return nil }
    let words = script.value.split { $0 == " " || $0 == "=" }.map(String.init)
    guard let index = words.firstIndex(of: name), index + 1 < words.count else { return nil }
    return RelativePath.normalized(words[index + 1]).map { Stated($0, by: script.evidence) }
  }

  /// The build with a relative base, so that the same files do at `/app/NAME/` and at a host of the app's own; as it is
  /// where the project states a base itself.
  func command(in project: ProjectInspection) throws(Problem) -> String {
    let script = project.package?.scripts["build"]?.value ?? ""
    switch self {
    case .vite:
      let config = try ConfigText.load("vite.config", in: project.tree)
      let last = script.split(separator: "&").last?.trimmed ?? ""
      guard last.hasPrefix("vite build"), !last.contains("--base"), config?.text(of: "base") == nil else {
        return "npm run build"
      }
      return "npm run build -- --base=./"
    case .createReactApp: return "PUBLIC_URL=. npm run build"
    case .angular:
      return script.trimmed == "ng build" ? "npm run build -- --base-href ./" : "npm run build"
    case .vue: return "npm run build"
    }
  }
}
