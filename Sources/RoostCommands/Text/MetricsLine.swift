import RoostModel

/// One step of an app's metrics, as a line of a table that grows.
struct MetricsLine {
  let point: MetricsPoint

  private static let titles = ["TIME (UTC)", "REQUESTS", "5XX", "P95", "PROCESSOR", "MEMORY", "PROCESSES"]
  private static let widths = [12, 10, 8, 10, 11, 11, 9]

  static func heading(_ style: TextStyle) -> String { style.bold(line(titles)) + "\n" }

  func text(_ style: TextStyle) -> String {
    let seconds = max(1, point.seconds)
    let cells = [
      MetricsLine.clock(point.at), "\(MetricsText.tenths(Double(point.requests) / seconds))/s",
      point.serverErrors > 0 ? "\(MetricsText.tenths(Double(point.serverErrors) / seconds))/s" : "-",
      point.p95.map { TimeText.length(Double($0) / 1_000_000) } ?? "-",
      "\(MetricsText.tenths(point.cpuSeconds / seconds * 100)) %",
      point.memory.map { "\(ByteCount(UInt64(max(0, $0))))" } ?? "-", point.processes.map { "\($0)" } ?? "-",
    ]
    let line = MetricsLine.line(cells)
    return (point.serverErrors > 0 ? style.red(line) : line) + "\n"
  }

  /// `10:00:30`
  private static func clock(_ at: Double) -> String { String(TimePoint.text(at).dropFirst(11).prefix(8)) }

  private static func line(_ cells: [String]) -> String {
    var line = ""
    for (cell, width) in zip(cells, widths) { line += cell + String(repeating: " ", count: max(1, width - cell.count)) }
    while line.hasSuffix(" ") { line.removeLast() }
    return line
  }
}
