import RoostEnvironments
import RoostModel
import RoostStore

/// What a supervisor knows of its app's sleep.
struct SleepState: Sendable {
  /// Means something while the app's state is `sleeping`.
  var nap: NapRecord?
  /// It is on the way into sleep or out of it.
  var isTurning = false
  /// Somebody asked for it while it slept or was falling asleep.
  var isWanted = false
  /// The next start ends a sleep: somebody waits for it.
  var isRousing = false
  var watch: (run: EnvironmentID, idle: IdleWatch)?
  /// A run that stands where nothing can be frozen.
  var restless: EnvironmentID?

  mutating func takeRousing() -> Bool {
    defer { isRousing = false }
    return isRousing
  }

  /// The watch over a run, begun now if there was none.
  mutating func watch(over run: EnvironmentID, at now: Double) -> IdleWatch {
    if let watch, watch.run == run { return watch.idle }
    let idle = IdleWatch(at: now)
    watch = (run, idle)
    return idle
  }
}
