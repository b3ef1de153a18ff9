import RoostModel

/// When an app sleeps, with everything decided. Times are seconds.
package struct SleepRule: Sendable, Equatable {
  var after: Double
  var stopAfter: Double
  var websockets: Double
  var awake: AwakeHours?

  /// What the daemon's settings say of apps that say nothing themselves.
  package struct Standard: Sendable, Equatable {
    package var after: Int
    package var stopAfter: Int?

    package init(after: Int, stopAfter: Int? = nil) {
      self.after = after
      self.stopAfter = stopAfter
    }
  }

  /// `nil` for an app that does not sleep. Files have no process; an app with further processes may have work that no
  /// request tells of, and sleeps only when its own `roost.yml` says so. `standard` is `nil` where the daemon lets nobody sleep.
  init?(_ plan: Plan, standard: Standard?) {
    guard case .command = plan.start else { return nil }
    if let own = plan.sleep {
      guard own.isOn else { return nil }
    } else if standard == nil || !plan.otherProcesses.isEmpty {
      return nil
    }
    let after = plan.sleep?.after ?? standard?.after ?? SleepSettings.defaultAfter
    let inherited = plan.sleep?.after == nil ? standard?.stopAfter : nil
    self.after = Double(after)
    stopAfter = Double(max(after, plan.sleep?.stopAfter ?? inherited ?? after * SleepSettings.defaultStopFactor))
    websockets = Double(plan.sleep?.websockets ?? SleepSettings.defaultWebsockets)
    awake = plan.sleep?.awake
  }
}
