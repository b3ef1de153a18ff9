import RoostModel
import RoostSources
import RoostStore
import SystemPackage

/// What a deployment knows so far. Steps read it and add to it.
struct DeployContext: Sendable {
  let request: DeployRequest
  let fetched: FetchedSource
  let app: AppRecord
  let services: AppServices
  let progress: ProgressSink
  let started = ContinuousClock.now
  /// Its number in the journal.
  let deployment: Int
  /// The step an interrupted deployment had reached with this release; what came before it is there. `nil` for a new one.
  var interruptedAt: String?
  /// Ends the old release before the new one starts; for an app that is never two at a time.
  var makesRoom: @Sendable () async -> Void = {}
  /// The live release, if it serves with that version of the variables, and an equal one need not be made.
  var served: @Sendable (Int) async throws(Problem) -> ReleaseRecord? = { (_) async throws(Problem) in nil }
  /// The live release, when this one would be the same.
  var unchanged: ReleaseRecord?
  var release: ReleaseRecord
  var plan: Plan?
  /// The runtimes, base first.
  var runtimes: [InstalledLayer] = []
  /// The app's own layers over them, lowest first: absolute paths.
  var appLayers: [String] = []
  var run: LiveRun?
  var warnings: [String] = []
  /// Known once the plan is.
  var given = GivenVariables()
  let redaction: RedactionSwitch

  var paths: AppPaths { AppPaths(home: services.configuration.home, app: app.id) }
  var releasePaths: ReleasePaths { paths.release(release.number) }
  /// Where the plan's commands run and its paths begin: the project, or the part of it that `root` in roost.yml names.
  var projectDirectory: FilePath { releasePaths.project.pushing(FilePath(plan?.root ?? ".")).lexicallyNormalized() }
  var stack: [String] { runtimes.map(\.tree) + appLayers }

  /// Whether a deployment that was interrupted had ended the step of that name.
  func hasEnded(_ step: String) -> Bool {
    guard let interruptedAt, let reached = Deployment.order.firstIndex(of: interruptedAt),
      let index = Deployment.order.firstIndex(of: step)
    else { return false }
    return index < reached
  }

  /// For steps after the plan; the order of the steps is what makes it safe to ask.
  var madePlan: Plan {
    get throws(Problem) {
      guard let plan else {
        throw Problem(.internal, "a deploy step ran before the plan was made", hint: "report this; nothing was changed")
      }
      return plan
    }
  }
}
