import RoostModel
import RoostStore

/// The runs of one process that are not over yet.
struct PresentRuns: Sendable {
  /// The one that serves, or works.
  var live: LiveRun?
  /// Those that were replaced: they finish what they answer, wait for their release to come back, or are about to end.
  var leaving: [LiveRun] = []
  /// Those of them that stand still.
  var still: Set<EnvironmentID> = []
}

extension AppSupervisor {
  func presentRuns(of role: String?) -> PresentRuns {
    var present = PresentRuns(live: run(of: role), still: still)
    let runs = retiring + Array(leaving.values)
    present.leaving = runs.filter { $0.record.role == role && $0.record.environment != present.live?.record.environment }
    return present
  }

  /// Returns when a run stands still, the app is removed or the caller is cancelled.
  func waitUntilStill(_ run: EnvironmentID) async {
    while !isRemoved, !Task.isCancelled, !still.contains(run) { await waitForChange() }
  }
}
