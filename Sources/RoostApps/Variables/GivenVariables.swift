import RoostEnvironments
import RoostModel
import RoostStore

/// What an app gets beyond what its environment holds: given to each process as it starts, so that it is nowhere on a disk.
struct GivenVariables: Sendable {
  /// The version of the app's variables.
  var version = 0
  var run: [String: String] = [:]
  var build: [String: String] = [:]
  /// Of those of runs, what changes without a version of the app's own.
  var borrowed: [String: String] = [:]
  /// Apps whose addresses the operator gave it: in runs, and in builds.
  var runAddresses: [AppName: AppAddress] = [:]
  var buildAddresses: [AppName: AppAddress] = [:]
  var redactor = Redactor.none

  /// A process of the app's own: it serves, or it is a release command.
  func running(_ process: ProcessSpec) -> ProcessSpec { adding(run, to: process) }
  /// A process that installs or builds.
  func building(_ process: ProcessSpec) -> ProcessSpec { adding(build, to: process) }

  private func adding(_ variables: [String: String], to process: ProcessSpec) -> ProcessSpec {
    var process = process
    process.variables.merge(variables) { own, _ in own }
    return process
  }
}

extension GivenVariables {
  mutating func add(_ name: String, _ value: String, _ scope: VariableScope) {
    if scope.reachesRuns { run[name] = value }
    if scope.reachesBuilds { build[name] = value }
  }

  mutating func add(_ addresses: [AppName: AppAddress], _ scope: VariableScope) {
    if scope.reachesRuns { runAddresses.merge(addresses) { $1 } }
    if scope.reachesBuilds { buildAddresses.merge(addresses) { $1 } }
  }
}

extension AppServices {
  func given(to app: AppRecord, _ plan: Plan) async throws(Problem) -> GivenVariables {
    try await gathering.given(to: app, plan)
  }

  func redactor(of app: AppRecord) async throws(Problem) -> Redactor { try await gathering.redactor(of: app) }

  private var gathering: VariableGathering {
    VariableGathering(vault: vault, supabase: configuration.supabase, logger: logger) { urls(of: $0, $1) }
  }
}
