import RoostModel

/// A gateway's numbers as a person reads them. `before` is an earlier look, for how many requests come in a second.
struct GatewayText {
  let status: GatewayStatus
  var before: GatewayStatus?

  func table(_ style: TextStyle) -> String {
    guard !status.apps.isEmpty else { return heading + "No apps yet. Deploy one: roost deploy DIR\n" }
    let routes = status.apps + (status.unrouted.requests > 0 ? [status.unrouted] : [])
    let table = TextTable(
      heading: ["APP", rateHeading, "IN FLIGHT", "2XX", "3XX", "4XX", "5XX", "REFUSED", "P50", "P99", "MAX", "SENT"],
      rows: routes.map { row($0, style) }, spared: ["SENT", "MAX", "3XX", "IN FLIGHT", "P50"])
    return heading + table.text(style) + advice(style)
  }

  /// Of the only app in `status`.
  func detail(_ style: TextStyle) -> String {
    guard let app = status.apps.first else { return "" }
    var fields = FieldList()
    fields.add("Name", app.name)
    fields.add("Requests", "\(app.requests)" + (perSecond(app).map { ", \($0) in a second" } ?? ""))
    fields.add("In flight", "\(app.inFlight)" + (app.webSockets > 0 ? ", \(app.webSockets) of them WebSockets" : ""))
    fields.add(
      "Answers",
      "\(app.successful) 2xx, \(app.redirected) 3xx, \(app.clientErrors) 4xx, \(app.serverErrors) 5xx, \(app.aborted) not whole")
    fields.add("Refused", refusals(app.refused))
    fields.add("Sent again", app.retries > 0 ? "\(app.retries)" : nil)
    fields.add("Times", GatewayText.times(app.duration))
    fields.add("First byte", GatewayText.times(app.firstByte))
    fields.add("Bytes", "\(ByteCount(UInt64(app.received))) received, \(ByteCount(UInt64(app.sent))) sent")
    return fields.text(style) + advice(style)
  }

  private var heading: String {
    let refused = status.refusedConnections > 0 ? ", \(status.refusedConnections) refused" : ""
    let dropped = status.droppedLogLines > 0 ? "; \(status.droppedLogLines) lines of access logs not written" : ""
    return "\(status.connections) connections now, \(status.accepted) so far\(refused)\(dropped)\n\n"
  }

  private var rateHeading: String { before == nil ? "REQUESTS" : "PER SECOND" }

  private func row(_ route: RouteMetrics, _ style: TextStyle) -> [TextTable.Cell] {
    [
      TextTable.Cell(route.name ?? "(no app)") { route.name == nil ? style.dim($0) : $0 },
      TextTable.Cell(perSecond(route) ?? "\(route.requests)"), TextTable.Cell("\(route.inFlight)"),
      TextTable.Cell("\(route.successful)"), TextTable.Cell("\(route.redirected)"), TextTable.Cell("\(route.clientErrors)"),
      TextTable.Cell("\(route.serverErrors)") { route.serverErrors > 0 ? style.red($0) : $0 },
      TextTable.Cell("\(route.refused.total)") { route.refused.total > 0 ? style.yellow($0) : $0 },
      TextTable.Cell(GatewayText.time(route.duration.p50)), TextTable.Cell(GatewayText.time(route.duration.p99)),
      TextTable.Cell(GatewayText.time(route.duration.max)), TextTable.Cell("\(ByteCount(UInt64(route.sent)))"),
    ]
  }

  private func perSecond(_ route: RouteMetrics) -> String? {
    guard let before, status.at > before.at else { return nil }
    let earlier = (before.apps + [before.unrouted]).first { $0.name == route.name }?.requests ?? 0
    let tenths = Int((Double(max(0, route.requests - earlier)) / (status.at - before.at) * 10).rounded())
    return tenths >= 1000 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }

  private func refusals(_ refused: RouteMetrics.Refused) -> String? {
    guard refused.total > 0 else { return nil }
    return
      "\(refused.rate) by rate, \(refused.clientRate) by client-rate, \(refused.requests) by requests, \(refused.body) by body"
  }

  private func advice(_ style: TextStyle) -> String {
    var lines: [String] = []
    if let failing = status.apps.max(by: { $0.serverErrors < $1.serverErrors }), failing.serverErrors > 0 {
      lines.append("5xx: see what \(failing.name ?? "it") says: roost app logs \(failing.name ?? "NAME")")
    }
    if status.apps.contains(where: { $0.refused.total > 0 }) {
      lines.append("REFUSED: by the app's own limits, gateway.limits in its roost.yml")
    }
    return lines.isEmpty ? "" : "\n" + lines.map { style.dim($0) + "\n" }.joined()
  }

  private static func times(_ latency: Latency) -> String? {
    guard latency.count > 0 else { return nil }
    return
      "half within \(time(latency.p50)), 90 % \(time(latency.p90)), 99 % \(time(latency.p99)), the longest \(time(latency.max))"
  }

  /// `time` in microseconds.
  static func time(_ time: Int) -> String {
    if time < 1000 { return "\(time) us" }
    if time < 100_000 { return "\(time / 1000).\(time % 1000 / 100) ms" }
    return TimeText.length(Double(time) / 1_000_000)
  }
}
