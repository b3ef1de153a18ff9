import RoostModel

/// What a Rails app needs beside its gems.
struct RailsSteps {
  let gems: RubyGems

  func add(to plan: inout Plan) {
    plan.variables["RAILS_ENV"] = "production"
    plan.variables["RAILS_LOG_TO_STDOUT"] = "1"
    plan.variables["RAILS_SERVE_STATIC_FILES"] = "1"
    plan.release = ["bundle exec rails db:migrate"]
    if gems.has("bootsnap") { plan.build.append("bundle exec bootsnap precompile --gemfile app/ lib/") }
    guard let assets = gems.first(of: ["sprockets-rails", "propshaft", "sprockets"]) else { return }
    plan.evidence.append(assets.evidence)
    plan.build.append("SECRET_KEY_BASE_DUMMY=1 bundle exec rails assets:precompile")
  }
}
