import RoostModel

/// What is written beside the kept output of an ended run, as `run.json`.
struct KeptRun: Codable, Sendable, Equatable {
  var run: Int
  var release: Int
  var process: UInt32
  var startedAt: Double
  var exit: ExitStatus?
  /// What the process is called; `nil` is the one that serves.
  var role: String?
}
