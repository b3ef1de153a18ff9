/// How long to wait before each further attempt of a download. Pure.
struct RetrySchedule: Sendable {
  var pauses: [Duration] = [.milliseconds(300), .seconds(1), .seconds(3), .seconds(6)]

  /// The pause after the failed attempt `number`, counted from 0; `nil` when it was the last.
  func pause(after number: Int) -> Duration? { number < pauses.count ? pauses[number] : nil }
}
