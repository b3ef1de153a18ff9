import RoostModel

/// A point in time: how long ago, and exactly when for who points at it or listens.
struct Moment {
  let at: Double
  let frame: Frame

  init(_ at: Double, _ frame: Frame) {
    self.at = at
    self.frame = frame
  }

  var html: HTML {
    Tag.time(Attribute("datetime", Moment.exact(at)), .hover(Moment.spoken(at))) { relative }
  }

  /// Without `ago`: for how long it has been so.
  var length: HTML {
    Tag.time(Attribute("datetime", Moment.exact(at)), .hover(Moment.spoken(at))) { Moment.rough(frame.now - at) }
  }

  private var relative: String {
    let seconds = frame.now - at
    if abs(seconds) < 5 { return "just now" }
    return seconds < 0 ? "in \(Moment.rough(-seconds))" : "\(Moment.rough(seconds)) ago"
  }

  /// In the largest unit that fits.
  static func rough(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 1e11 else { return "ages" }
    let whole = Int(max(0, seconds))
    for (length, name) in [(31_557_600, "y"), (86_400, "d"), (3600, "h"), (60, "min")] where whole >= length {
      return "\(whole / length) \(name)"
    }
    return "\(whole) s"
  }

  static func exact(_ at: Double) -> String { TimePoint.text(at).prefix(19) + "Z" }

  private static func spoken(_ at: Double) -> String { "\(exact(at).prefix(10)) \(clock(at)) UTC" }

  /// `15:23:42`
  static func clock(_ at: Double) -> String { String(TimePoint.text(at).dropFirst(11).prefix(8)) }
}
