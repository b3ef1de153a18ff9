import RoostModel

/// What an app did and used, as a person reads it.
struct MetricsText {
  let metrics: AppMetrics

  private static let columns = 40

  /// One line of the table. `value` is of a step; what happens is added up over a column of the curve, of what is there the most counts.
  private struct Row {
    var name: String
    var isSum: Bool
    var value: (MetricsPoint) -> Double?
    var text: (Double) -> String
  }

  func text(_ style: TextStyle) -> String {
    guard !metrics.points.isEmpty else { return "Nothing is known of the last \(span) yet.\n" }
    let rows = (rates + gauges).compactMap { line($0, style) }
    let table = TextTable(heading: ["THE LAST \(span.uppercased())", "NOW", "MEAN", "MOST", ""], rows: rows)
    return table.text(style) + "\n" + totals(style)
  }

  private var span: String {
    switch metrics.range {
    case .hour: "hour"
    case .day: "24 hours"
    case .month: "30 days"
    }
  }

  private var rates: [Row] {
    [
      Row(name: "requests", isSum: true, value: { Double($0.requests) }, text: MetricsText.rate),
      Row(name: "4xx", isSum: true, value: { Double($0.clientErrors) }, text: MetricsText.rate),
      Row(name: "5xx", isSum: true, value: { Double($0.serverErrors) }, text: MetricsText.rate),
      Row(name: "refused", isSum: true, value: { Double($0.refused) }, text: MetricsText.rate),
      Row(name: "received", isSum: true, value: { Double($0.received) }, text: MetricsText.bytesRate),
      Row(name: "sent", isSum: true, value: { Double($0.sent) }, text: MetricsText.bytesRate),
      Row(name: "written to its log", isSum: true, value: { Double($0.logBytes) }, text: MetricsText.bytesRate),
      Row(name: "processor", isSum: true, value: { $0.cpuSeconds }) { "\(MetricsText.tenths($0 * 100)) %" },
    ]
  }

  private var gauges: [Row] {
    let time: (Double) -> String = { TimeText.length($0 / 1_000_000) }
    return [
      Row(name: "p50", isSum: false, value: { $0.p50.map(Double.init) }, text: time),
      Row(name: "p95", isSum: false, value: { $0.p95.map(Double.init) }, text: time),
      Row(name: "p99", isSum: false, value: { $0.p99.map(Double.init) }, text: time),
      Row(name: "memory", isSum: false, value: { $0.memory.map(Double.init) }) { "\(ByteCount(UInt64(max(0, $0))))" },
      Row(name: "processes", isSum: false, value: { $0.processes.map(Double.init) }, text: MetricsText.tenths),
      Row(name: "open files", isSum: false, value: { $0.openFiles.map(Double.init) }, text: MetricsText.tenths),
    ]
  }

  /// `nil` where there is nothing to show.
  private func line(_ row: Row, _ style: TextStyle) -> [TextTable.Cell]? {
    let values = metrics.points.compactMap { point in row.value(point).map { (point, $0) } }
    guard values.contains(where: { $0.1 > 0 }) else { return nil }
    func perSecond(_ point: MetricsPoint, _ value: Double) -> Double { row.isSum ? value / max(1, point.seconds) : value }
    let last = values.last.flatMap { isNow($0.0) ? perSecond($0.0, $0.1) : nil }
    let most = values.map { perSecond($0.0, $0.1) }.max() ?? 0
    let total = values.reduce(0) { $0 + $1.1 }
    // Where nothing was there is no point, and the time counts all the same.
    let seconds = metrics.until - max(metrics.from, metrics.points.first?.at ?? metrics.from)
    let mean = row.isSum ? total / max(1, seconds) : total / Double(max(1, values.count))
    return [
      TextTable.Cell(row.name), TextTable.Cell(last.map(row.text) ?? "-"), TextTable.Cell(row.text(mean)),
      TextTable.Cell(row.text(most)), TextTable.Cell(curve(row)) { style.green($0) },
    ]
  }

  private func isNow(_ point: MetricsPoint) -> Bool { point.at + point.seconds + 2 * metrics.step >= metrics.until }

  private func curve(_ row: Row) -> String {
    var columns = [Double?](repeating: nil, count: MetricsText.columns)
    let width = metrics.range.seconds / Double(columns.count)
    for point in metrics.points {
      guard let value = row.value(point) else { continue }
      let column = min(columns.count - 1, max(0, Int((point.at - metrics.from) / width)))
      columns[column] = row.isSum ? (columns[column] ?? 0) + value : max(columns[column] ?? 0, value)
    }
    return Sparkline.text(columns)
  }

  private func totals(_ style: TextStyle) -> String {
    let requests = metrics.points.reduce(0) { $0 + $1.requests }
    let restarts = metrics.points.reduce(0) { $0 + $1.restarts }
    let asleep = metrics.points.reduce(0) { $0 + $1.asleep }
    var parts = ["\(requests) requests", "\(restarts) \(restarts == 1 ? "restart" : "restarts")"]
    if asleep > 0 { parts.append("asleep for \(TimeText.length(asleep))") }
    return style.dim(parts.joined(separator: ", ")) + "\n"
  }

  private static func rate(_ perSecond: Double) -> String { "\(tenths(perSecond))/s" }
  private static func bytesRate(_ perSecond: Double) -> String { "\(ByteCount(UInt64(max(0, perSecond))))/s" }

  /// `0.02`, `1.5`, `230`
  static func tenths(_ value: Double) -> String {
    let value = min(max(0, value), 1e15)
    if value >= 100 || value == value.rounded() { return "\(Int(value.rounded()))" }
    let hundredths = Int((value * 100).rounded())
    if hundredths >= 100 { return "\(hundredths / 100).\(hundredths % 100 / 10)" }
    return "0.\(hundredths < 10 ? "0" : "")\(hundredths)"
  }
}
