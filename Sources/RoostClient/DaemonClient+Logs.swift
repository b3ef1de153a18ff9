package import RoostModel

extension DaemonClient {
  /// With `follows`, returns only when the daemon ends the stream. `tail` counts lines; `nil` is all that is kept. With `build`
  /// what deployments said, not the app.
  package func logs(
    of name: AppName, process: String? = nil, follows: Bool, tail: Int?, from position: LogPosition? = nil,
    filter: LogFilter = LogFilter(), build: BuildLogSelection? = nil, each: (LogLine) -> Void
  ) async throws(Problem) {
    var query = ["follow=\(follows)"]
    if let process { query.append("process=\(PathSegment.encode(process))") }
    if let tail { query.append("tail=\(tail)") }
    if let position { query.append("from=\(position)") }
    query += DaemonClient.query(of: filter)
    switch build {
    case .deployment(let number): query.append("deployment=\(number)")
    case .newest, .all: query.append("build=true")
    case nil: break
    }
    try await items("apps/\(name)/logs?" + query.joined(separator: "&"), each: each)
  }

  private static func query(of filter: LogFilter) -> [String] {
    var query: [String] = []
    if let since = filter.since { query.append("since=\(since)") }
    if let until = filter.until { query.append("until=\(until)") }
    if let release = filter.release { query.append("release=\(release)") }
    if let text = filter.text { query.append("grep=\(PathSegment.encode(text))") }
    if filter.ignoresCase { query.append("ignore-case=true") }
    if let stream = filter.channel.flatMap(LogStream.init) { query.append("stream=\(stream.rawValue)") }
    if let level = filter.level { query.append("level=\(level.rawValue)") }
    if filter.byLine { query.append("lines=true") }
    return query
  }
}
