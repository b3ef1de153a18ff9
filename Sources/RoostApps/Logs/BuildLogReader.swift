import RoostModel
import RoostSystem
import SystemPackage

/// Reads what deployments did and said, release by release, and follows the last one to its end.
///
/// An actor because a stream's consumer may be any task. It is pulled, so a slow client holds nothing in memory.
actor BuildLogReader {
  /// How long it may take until a new line is seen.
  private static let beat: Duration = .milliseconds(250)

  private let paths: AppPaths
  /// Releases whose logs are wanted, in order.
  private var releases: [Int]
  /// Of several deployments of one release; `nil` is all of them.
  private let deployment: Int?
  private let filter: LogFilter
  private let search: LineSearch
  /// What was written before it became a secret is masked too.
  private let redactor: Redactor
  /// Whether something is still being written about a release; `nil` for a reader that does not follow.
  private let goesOn: (@Sendable (Int) async -> Bool)?
  private var offset: UInt64 = 0
  /// What was read and is not whole.
  private var rest: [UInt8] = []
  private var ready = ReadyLines<LogLine>()
  /// Whose lines are being read.
  private var current: Int?
  private(set) var before: LogPosition?

  init(
    _ paths: AppPaths, releases: [Int], deployment: Int?, filter: LogFilter, redactor: Redactor, from position: LogPosition?,
    goesOn: (@Sendable (Int) async -> Bool)?
  ) {
    self.paths = paths
    self.releases = releases.filter { $0 >= position?.run ?? 0 }
    self.deployment = deployment
    self.filter = filter
    self.redactor = redactor
    self.goesOn = goesOn
    search = LineSearch(filter)
    if let position, self.releases.first == position.run { offset = position.offset }
    // Whose part it stands in is not known there; it is the part it was reading.
    if position != nil { current = deployment }
  }

  func next() async throws -> LogLine? {
    while true {
      if let line = ready.take() {
        before = LogPosition(run: line.run, offset: line.offset)
        return line
      }
      try Task.checkCancellation()
      guard let release = releases.first else { return nil }
      let isGrowing = await goesOn?(release) ?? false
      let file = BuildLogFile(path: paths.deployLog(ofRelease: release))
      let start = offset + UInt64(rest.count)
      let bytes = try await BlockingWork.run { () throws(Problem) in try file.read(from: start) }
      if !bytes.isEmpty {
        take(bytes, of: release)
      } else if isGrowing {
        try await ContinuousClock().sleep(for: BuildLogReader.beat)
      } else {
        add(rest, of: release)
        (offset, rest, current) = (0, [], nil)
        releases.removeFirst()
      }
    }
  }

  private func take(_ bytes: [UInt8], of release: Int) {
    rest += bytes
    var lines = rest.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    rest = Array(lines.removeLast())
    for line in lines { add(Array(line) + [UInt8(ascii: "\n")], of: release) }
  }

  private func add(_ bytes: [UInt8], of release: Int) {
    guard !bytes.isEmpty else { return }
    let start = offset
    offset += UInt64(bytes.count)
    let text = String(decoding: bytes.last == UInt8(ascii: "\n") ? bytes.dropLast() : bytes[...], as: UTF8.self)
    let line = BuildLogLine(text[...])
    if let begun = line.deployment { current = begun }
    if let deployment, let current, current != deployment { return }
    guard filter.includes(line.at ?? .infinity) || (line.at == nil && filter.until == nil) else { return }
    let shown = redactor.redact(line.text)
    guard search.finds(in: Array(shown.utf8)), filter.includes(shown, of: .standardOutput) else { return }
    ready.add([
      LogLine(
        release: release, run: release, channel: .standardOutput, offset: start, at: line.at ?? 0, text: shown + "\n",
        next: LogPosition(run: release, offset: offset))
    ])
  }
}
