import RoostModel

/// A line of a deployment's log, as it is on disk: when, and what. Older ones have no time. Pure.
struct BuildLogLine: Sendable, Equatable {
  /// Seconds since 1970.
  var at: Double?
  var text: String

  /// Between the time and the rest.
  private static let stampLength = 24

  init(at: Double, text: String) {
    self.at = at
    self.text = text
  }

  init(_ line: Substring) {
    let stamp = line.prefix(BuildLogLine.stampLength)
    let rest = line.dropFirst(BuildLogLine.stampLength)
    if stamp.hasSuffix("Z"), rest.first == " ", let at = TimePoint.instant(stamp) {
      (self.at, text) = (at, String(rest.dropFirst()))
    } else {
      (at, text) = (nil, String(line))
    }
  }

  var written: String { at.map { "\(TimePoint.text($0)) \(text)" } ?? text }

  /// What stands above the lines of each deployment: several may have to do with one release.
  static func heading(_ deployment: Int) -> String { "== deployment \(deployment)" }

  /// The deployment that begins with this line.
  var deployment: Int? {
    guard text.hasPrefix("== deployment ") else { return nil }
    return Int(text.dropFirst("== deployment ".count))
  }
}
