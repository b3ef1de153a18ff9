/// The body of `POST /api/v1/deployments`.
package struct DeployRequest: Codable, Sendable, Equatable {
  /// Absolute path on the daemon's machine.
  package var directory: String
  /// `nil` takes the directory's name.
  package var name: String?
  /// Install missing runtimes instead of answering with `runtime.missing`.
  package var installsRuntimes: Bool
  /// Take the newest installed runtimes that fit, not those of the live release. `nil` is no.
  package var upgradesRuntimes: Bool?
  /// Where it shall run. `nil`: what `roost.yml` says, else where the live release runs.
  package var target: StrategyTarget?
  /// What is decided for this deployment alone.
  package var overrides: PlanOverrides?
  /// What is not a directory comes from here; `directory` then counts for nothing.
  package var source: DeploySource?
  /// The release may be kept in step with its directory afterwards. `nil` is no.
  package var follows: Bool?
  /// Set where an app comes from an export.
  package var imported: ImportedDeployment?
  /// Make a release also of what serves already. `nil` is no.
  package var force: Bool?
  /// It may go to a host where the app is not: the machine's administrator asks for it. Set by the daemon. `nil` is no.
  package var mayMove: Bool?

  package init(
    directory: String, name: String?, installsRuntimes: Bool, upgradesRuntimes: Bool? = nil,
    target: StrategyTarget? = nil, overrides: PlanOverrides? = nil, source: DeploySource? = nil
  ) {
    self.directory = directory
    self.name = name
    self.installsRuntimes = installsRuntimes
    self.upgradesRuntimes = upgradesRuntimes
    self.target = target
    self.overrides = overrides
    self.source = source
  }
}

/// How an imported app is deployed. What it lacks on this node ends nothing: the deployment is resumed when it is there.
package struct ImportedDeployment: Codable, Sendable, Equatable {
  /// `false`: built, and left stopped.
  package var starts: Bool
  /// Hosts and paths of other apps are left out.
  package var leavesTakenPlaces: Bool

  package init(starts: Bool, leavesTakenPlaces: Bool) {
    self.starts = starts
    self.leavesTakenPlaces = leavesTakenPlaces
  }
}

/// What a deployment came to.
package struct DeployResult: Codable, Sendable, Equatable {
  package var app: AppSummary
  package var plan: Plan
  package var release: Int
  /// Seconds from the request to the switched route.
  package var seconds: Double
  package var warnings: [String]
  /// The live release was made of the same: nothing was built, and it serves on. `nil` is no.
  package var alreadyLive: Bool?

  package init(app: AppSummary, plan: Plan, release: Int, seconds: Double, warnings: [String]) {
    self.app = app
    self.plan = plan
    self.release = release
    self.seconds = seconds
    self.warnings = warnings
  }
}
