/// Lengths of time as people say them.
enum TimeText {
  /// `340 ms`, `2.1 s`, `3 min 20 s`, `5 h 2 min`, `4 d 7 h`
  static func length(_ seconds: Double) -> String {
    let seconds = max(0, seconds)
    if seconds < 0.9995 { return "\(Int((seconds * 1000).rounded())) ms" }
    if seconds < 59.95 {
      let tenths = Int((seconds * 10).rounded())
      return "\(tenths / 10).\(tenths % 10) s"
    }
    guard seconds < 1e9 else { return "very long" }
    let whole = Int(seconds.rounded())
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    if whole < 86400 { return "\(whole / 3600) h \(whole % 3600 / 60) min" }
    return "\(whole / 86400) d \(whole % 86400 / 3600) h"
  }

  /// For what is only estimated: `4 s`, `2 min`.
  static func rough(_ seconds: Double) -> String {
    if seconds < 0.95 { return "a second" }
    if seconds < 99.5 { return "\(Int(seconds.rounded())) s" }
    return seconds < 5970 ? "\(Int((seconds / 60).rounded())) min" : length(seconds)
  }

  /// Both in seconds since 1970.
  static func ago(_ moment: Double, now: Double) -> String { "\(length(now - moment)) ago" }
}
