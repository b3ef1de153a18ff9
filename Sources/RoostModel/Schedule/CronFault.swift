/// What is wrong with a cron schedule.
package enum CronFault: Error, Equatable, Sendable {
  case count(Int)
  case field(String, String)
  case unknownWord(String)
  case never

  /// Goes on after the schedule: "'1 2' ...".
  package var sentence: String {
    switch self {
    case .count(let count):
      "has \(count) fields, not five: minute, hour, day of the month, month, day of the week, as in \"30 4 * * 1-5\""
    case .field(let name, let text): "cannot have '\(text)' as its \(name)"
    case .unknownWord(let word):
      "begins with \(word), which is none of @hourly, @daily, @weekly, @monthly and @yearly"
    case .never: "names days that never come"
    }
  }
}
