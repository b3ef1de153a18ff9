package import RoostModel

extension AppUse {
  /// `shop (running, pid 812)`, `report (asleep)`.
  package var text: String {
    let state = state == .sleeping ? "asleep" : state == .runtimeMissing ? "without its runtime" : state.rawValue
    return pid.map { "\(app) (\(state), pid \($0))" } ?? "\(app) (\(state))"
  }

  /// Something of it would have to be ended.
  var isAlive: Bool { pid != nil || state == .running || state == .starting }
}
