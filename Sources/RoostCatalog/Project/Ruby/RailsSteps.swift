import RoostModel

/// What a Rails app needs beside its gems.
struct RailsSteps {
  let gems: RubyGems
  let tree: ProjectTree

  func add(to plan: inout Plan) {
    plan.variables["RAILS_ENV"] = "production"
    plan.variables["RAILS_LOG_TO_STDOUT"] = "1"
    plan.variables["RAILS_SERVE_STATIC_FILES"] = "1"
    addSecret(to: &plan)
    plan.release = ["bundle exec rails db:migrate"]
    if gems.has("bootsnap") { plan.build.append("bundle exec bootsnap precompile --gemfile app/ lib/") }
    guard let assets = gems.first(of: ["sprockets-rails", "propshaft", "sprockets"]) else { return }
    plan.evidence.append(assets.evidence)
    plan.build.append("SECRET_KEY_BASE_DUMMY=1 bundle exec rails assets:precompile")
  }

  /// What sessions are signed with is made up, unless the project keeps its own.
  private func addSecret(to plan: inout Plan) {
    guard tree.contains(Self.credentials) else {
      plan.generatedSecrets = ["SECRET_KEY_BASE"]
      return
    }
    guard !tree.contains("config/master.key") else { return }
    plan.warnings.append(
      "\(Self.credentials) opens with the variable RAILS_MASTER_KEY alone: roost app env set NAME RAILS_MASTER_KEY --secret")
  }

  private static let credentials = "config/credentials.yml.enc"
}
