/// What happened to an app between two moments.
package struct MetricsPoint: Codable, Sendable, Equatable {
  /// Where it begins, in seconds since 1970; and its length.
  package var at: Double
  package var seconds: Double
  /// Answers by the first digit of their status.
  package var informational = 0
  package var successful = 0
  package var redirected = 0
  package var clientErrors = 0
  package var serverErrors = 0
  /// Requests that a limit refused; they are among the answers.
  package var refused = 0
  /// Microseconds that so many of all requests took at most; `nil` when there was none.
  package var p50: Int?
  package var p95: Int?
  package var p99: Int?
  /// Bytes from and to clients.
  package var received = 0
  package var sent = 0
  /// The most there was; `nil` when nothing ran.
  package var memory: Int?
  package var processes: Int?
  package var openFiles: Int?
  package var cpuSeconds = 0.0
  package var restarts = 0
  /// Seconds in which it slept.
  package var asleep = 0.0
  package var logBytes = 0

  package init(at: Double, seconds: Double) {
    self.at = at
    self.seconds = seconds
  }

  package var requests: Int { informational + successful + redirected + clientErrors + serverErrors }

  /// Nothing ran and nobody came.
  package var isEmpty: Bool {
    requests == 0 && received == 0 && sent == 0 && processes == nil && cpuSeconds == 0 && restarts == 0 && asleep == 0
      && logBytes == 0
  }
}

/// How far back metrics are asked for.
package enum MetricsRange: String, Codable, Sendable, CaseIterable {
  case hour = "1h"
  case day = "24h"
  case month = "30d"

  package var seconds: Double {
    switch self {
    case .hour: 3600
    case .day: 86_400
    case .month: 30 * 86_400
    }
  }

  /// Between two points.
  package var step: Double { self == .hour ? 10 : 300 }
}

/// What became of an app over a time, oldest first. Where nothing ran and nobody came there is no point.
package struct AppMetrics: Codable, Sendable, Equatable {
  package var app: AppName
  package var range: MetricsRange
  /// Seconds since 1970.
  package var from: Double
  package var until: Double
  package var step: Double
  package var points: [MetricsPoint]
  /// `nil` before the first look at the app.
  package var usage: AppUsage?

  package init(app: AppName, range: MetricsRange, until: Double, points: [MetricsPoint], usage: AppUsage?) {
    self.app = app
    self.range = range
    from = until - range.seconds
    self.until = until
    step = range.step
    self.points = points
    self.usage = usage
  }
}
