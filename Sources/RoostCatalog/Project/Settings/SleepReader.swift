import RoostModel

/// Reads `sleep`: `true`, `false`, or when.
enum SleepReader {
  static let keys = ["after", "stop-after", "awake", "websockets"]

  static func read(_ settings: ObjectReader) throws(DocumentFault) -> SleepSettings? {
    guard let value = settings.value("sleep") else { return nil }
    if value.members == nil { return try settings.flag("sleep").map { SleepSettings(isOn: $0) } }
    guard let reader = try settings.object("sleep", knownKeys: keys) else { return nil }
    let result = SleepSettings(
      isOn: true, after: try time("after", reader), stopAfter: try time("stop-after", reader),
      websockets: try time("websockets", reader), awake: try awake(reader))
    if let stop = result.stopAfter, let after = result.after, stop < after {
      throw reader.fault("stop-after", "is less than 'after': an app is frozen before it is stopped")
    }
    return result
  }

  private static func time(_ key: String, _ reader: ObjectReader) throws(DocumentFault) -> Int? {
    guard let text = try reader.text(key) else { return nil }
    guard let seconds = DurationText.seconds(text), seconds >= 1 else {
      throw reader.fault(key, "expected a time with s, m, h or d, such as 15m; found '\(text.prefix(40))'")
    }
    return seconds
  }

  private static func awake(_ reader: ObjectReader) throws(DocumentFault) -> AwakeHours? {
    guard let text = try reader.text("awake") else { return nil }
    guard let hours = AwakeHours(text) else {
      throw reader.fault("awake", "expected hours such as \"09:00-18:00 Mon-Fri\"; found '\(text.prefix(40))'")
    }
    return hours
  }
}
