import RoostModel
import RoostStore

extension Supervisor {
  /// Looks at every full minute, of UTC, which commands of which apps are due. What a machine slept through is done once.
  func keepTime() async {
    var last = Int(services.now())
    while true {
      let now = services.now()
      let next = (Int(now) / 60 + 1) * 60
      guard (try? await ContinuousClock().sleep(for: .seconds(Double(next) - now))) != nil else { return }
      let reached = max(last, Int(services.now()))
      for supervisor in all { await supervisor.runDue(after: last, until: reached) }
      last = reached
    }
  }
}
