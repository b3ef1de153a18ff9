/// Which lines of a log are wanted. Each that is set must hold.
package struct LogFilter: Codable, Sendable, Equatable {
  /// Seconds since 1970, of the beginning of a line.
  package var since: Double?
  package var until: Double?
  package var release: Int?
  /// A text that the line holds, as it is: no pattern.
  package var text: String?
  /// Letters of either case are the same.
  package var ignoresCase = false
  /// Whole lines though nothing else is asked for: each then has its time.
  package var byLine = false
  package var channel: OutputChannel?
  /// Lines that say they are this bad or worse; those that say nothing of it are not wanted then.
  package var level: LogLevel?

  package init(
    since: Double? = nil, until: Double? = nil, release: Int? = nil, text: String? = nil, ignoresCase: Bool = false,
    byLine: Bool = false, channel: OutputChannel? = nil, level: LogLevel? = nil
  ) {
    self.since = since
    self.until = until
    self.release = release
    self.text = text
    self.ignoresCase = ignoresCase
    self.byLine = byLine
    self.channel = channel
    self.level = level
  }

  /// What is longer is in no line.
  package static let longestText = 1024

  /// Whether lines have to be looked at one by one.
  package var looksAtLines: Bool {
    byLine || since != nil || until != nil || text?.isEmpty == false || channel != nil || level != nil
  }

  /// Whether a line of this channel may be wanted.
  package func includes(_ line: String, of channel: OutputChannel) -> Bool {
    guard self.channel ?? channel == channel else { return false }
    guard let level else { return true }
    return LogLevel.of(line).map { $0 >= level } ?? false
  }

  /// Nothing after this moment is wanted.
  package func isOver(at moment: Double) -> Bool { until.map { moment > $0 } ?? false }

  package func includes(_ moment: Double) -> Bool { moment >= since ?? 0 && !isOver(at: moment) }

  /// Whether a run, or a deployment, may hold something. `ended` is `nil` while it goes on.
  package func mayBe(in number: Int, endedAt ended: Double?, startedAt began: Double? = nil) -> Bool {
    if let release, release != number { return false }
    if let since, let ended, ended < since { return false }
    if let until, let began, began > until { return false }
    return true
  }
}

/// Whose log of building is wanted.
package enum BuildLogSelection: Sendable, Equatable {
  /// The deployment that began last, of those that came to a release.
  case newest
  case deployment(Int)
  /// All that are kept, oldest first.
  case all
}
