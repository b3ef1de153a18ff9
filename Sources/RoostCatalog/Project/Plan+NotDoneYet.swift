import RoostModel

extension Plan {
  /// What the plan holds and a deployment does not do yet, with what helps meanwhile.
  var notDoneYet: [String] {
    let releases = (release ?? []).map {
      "`\($0)` is not run by a deployment yet: if the app needs it, put it before the command in `start` of roost.yml"
    }
    let processes = otherProcesses.keys.sorted().map { "the process '\($0)' is not started by a deployment yet" }
    let times = (schedules ?? []).map { "the command '\($0.name)' is not run at its times by a deployment yet" }
    return releases + processes + times
  }
}
