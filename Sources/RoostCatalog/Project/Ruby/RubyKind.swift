import RoostModel

/// A Ruby web app: Rails, anything with a `config.ru`, or a script of Sinatra.
struct RubyKind: ProjectKind {
  let types: [ProjectType] = [.rails, .rack]

  func examine(_ project: ProjectInspection) throws(Problem) -> Candidate? {
    guard let gems = try RubyGems(project.tree) else { return nil }
    let gemfile = Evidence(file: "Gemfile", says: "is there")
    if let rails = try RubyScripts(tree: project.tree).railsApplication {
      return Candidate(type: .rails, score: ProjectScores.rails, evidence: [gemfile, rails])
    }
    if project.tree.contains("config.ru") {
      return Candidate(
        type: .rack, score: ProjectScores.rack, evidence: [gemfile, Evidence(file: "config.ru", says: "is there")])
    }
    if gems.has("sinatra"), let script = try RubyScripts(tree: project.tree).sinatra() {
      return Candidate(type: .rack, score: ProjectScores.sinatraScript, evidence: [gemfile, script.evidence])
    }
    guard let start = project.start else { return nil }
    return Candidate(type: .rack, score: ProjectScores.startedElsewhere, evidence: [gemfile, start.evidence])
  }

  func complete(_ plan: inout Plan, for project: ProjectInspection) throws(Problem) {
    guard let gems = try RubyGems(project.tree) else {
      throw .startMissing(of: project.tree.name, because: "there is no Gemfile")
    }
    let line = try start(gems, project, &plan)
    try plan.require("ruby", for: project)
    plan.dependencies = gems.isEmpty ? nil : RubyInstallation.step(for: project.tree)
    plan.variables.merge(RubyInstallation.variables(for: project.tree)) { $1 }
    plan.variables["RACK_ENV"] = "production"
    plan.start = .command(ShellCommand(line.value).replacingShell, decidedBy: line.evidence)
    if plan.type == .rails { RailsSteps(gems: gems, tree: project.tree).add(to: &plan) }
    if let native = gems.first(of: ["puma", "thin", "nokogiri", "pg", "mysql2", "sqlite3", "bcrypt", "bootsnap"]) {
      plan.warnings.append(
        "\(native.evidence), which is built from C unless Bundler finds it built: the catalogue's Ruby brings neither a compiler nor its headers"
      )
    }
    try plan.addAssets(for: project)
  }

  private func start(_ gems: RubyGems, _ project: ProjectInspection, _ plan: inout Plan) throws(Problem) -> Stated<String> {
    if let start = project.start { return start }
    let rackup = project.tree.contains("config.ru") ? Evidence(file: "config.ru", says: "is there") : nil
    if let rackup, let server = server(gems, plan.type) {
      plan.addedFiles = [RackMount.file]
      return Stated("\(server) \(RackMount.file.path)", by: rackup)
    }
    if plan.type == .rails {
      return Stated(
        "bundle exec rails server -b 127.0.0.1 -p $PORT -e production", by: rackup ?? Evidence(says: "there is no config.ru"))
    }
    guard let script = try RubyScripts(tree: project.tree).sinatra() else {
      throw .startMissing(of: project.tree.name, because: "there is neither a config.ru nor a script that requires sinatra")
    }
    return Stated("bundle exec ruby \(ShellCommand.quoted("./\(script.value)")) -o 127.0.0.1 -p $PORT", by: script.evidence)
  }

  /// A command line that ends with the name of a `config.ru`; `nil` for Rails without a server that takes one.
  private func server(_ gems: RubyGems, _ type: ProjectType) -> String? {
    if gems.has("puma") { return "bundle exec puma -b tcp://127.0.0.1:$PORT -e production" }
    if gems.has("thin") { return "bundle exec thin start -a 127.0.0.1 -p $PORT -e production -R" }
    return type == .rails ? nil : "bundle exec rackup -o 127.0.0.1 -p $PORT -E production"
  }
}
