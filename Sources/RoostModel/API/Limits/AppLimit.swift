/// Something an app can be limited in, by its name in roost.yml and on the command line.
package enum AppLimit: String, Codable, Sendable, CaseIterable {
  case memory, cpus, processes
  case openFiles = "open-files"
  /// What it writes outside of its data.
  case disk
  /// Its data, releases and logs together.
  case storage
  /// Output that is kept.
  case logs
  /// Requests in a time, at once, and bytes of one.
  case rate, requests, body

  /// In words.
  package var title: String {
    switch self {
    case .memory: "memory"
    case .cpus: "processors"
    case .processes: "processes and threads"
    case .openFiles: "open files of a process"
    case .disk: "written outside of its data"
    case .storage: "data, releases and logs"
    case .logs: "output that is kept"
    case .rate: "requests in a time"
    case .requests: "requests at once"
    case .body: "body of a request"
    }
  }

  package static let sensibleProcesses = 8...1_000_000
  package static let sensibleFiles = 16...1_048_576
  package static let sensibleCPUs = 0.01...1024
}

/// What an app may take up on disk. `nil` is no limit, or Roost's own.
package struct AppQuota: Codable, Sendable, Equatable {
  package var storage: ByteCount?
  package var logs: ByteCount?

  package init(storage: ByteCount? = nil, logs: ByteCount? = nil) {
    self.storage = storage
    self.logs = logs
  }
}
