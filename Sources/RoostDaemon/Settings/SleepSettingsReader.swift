import Configuration
import RoostApps
import RoostModel
import SystemPackage

/// Reads `apps.sleep`: when apps sleep that say nothing themselves.
struct SleepSettingsReader: Sendable {
  let reader: ConfigReader
  let file: FilePath

  func read() throws(Problem) -> SleepRule.Standard? {
    let stopAfter = try seconds("stop-after", variable: "STOP_AFTER")
    guard let after = try seconds("after", variable: "AFTER") else {
      guard stopAfter == nil else { throw invalid("apps.sleep.stop-after says nothing without apps.sleep.after", "STOP_AFTER") }
      return nil
    }
    if let stopAfter, stopAfter < after {
      throw invalid("apps.sleep.stop-after is less than apps.sleep.after", "STOP_AFTER")
    }
    return SleepRule.Standard(after: after, stopAfter: stopAfter)
  }

  private func seconds(_ name: String, variable: String) throws(Problem) -> Int? {
    guard let text = reader.string(forKey: ConfigKey(["apps", "sleep", name])), !text.isEmpty else { return nil }
    guard let seconds = DurationText.seconds(text) else {
      throw invalid("apps.sleep.\(name) is \(text.debugDescription), not a time such as 15m, 1h or 0", variable)
    }
    return seconds == 0 ? nil : seconds
  }

  private func invalid(_ message: String, _ variable: String) -> Problem {
    Problem(
      .settingsInvalid, message, hint: "correct it where it is set: the variable ROOST_APPS_SLEEP_\(variable) or \(file)")
  }
}
