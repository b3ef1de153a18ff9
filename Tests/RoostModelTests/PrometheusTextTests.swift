import RoostModel
import Testing

@Suite struct PrometheusTextTests {
  private static let text: String = {
    var shop = RouteMetrics(name: "shop", inFlight: 3)
    shop.successful = 7
    shop.refused.clientRate = 2
    shop.duration = Latency(count: 7, sum: 1_500_000, cumulative: Array(1...Latency.bounds.count))
    let status = GatewayStatus(
      at: 1, connections: 4, accepted: 9, refusedConnections: 1, droppedLogLines: 0, apps: [shop],
      unrouted: RouteMetrics(name: nil, inFlight: 0))
    return PrometheusText(status: status).text
  }()

  @Test(arguments: [
    "roost_gateway_connections 4", "roost_gateway_connections_refused_total 1",
    #"roost_requests_total{app="shop",class="2xx"} 7"#,
    #"roost_requests_refused_total{app="shop",limit="client-rate"} 2"#, #"roost_requests_in_flight{app="shop"} 3"#,
    #"roost_request_duration_seconds_bucket{app="shop",le="0.001"} 1"#,
    #"roost_request_duration_seconds_bucket{app="shop",le="+Inf"} 7"#, #"roost_request_duration_seconds_sum{app="shop"} 1.5"#,
    #"roost_requests_total{app="",class="5xx"} 0"#,
  ])
  func itSays(line: String) { #expect(Self.text.split(separator: "\n").contains(Substring(line))) }

  /// Every line is a comment or a name with labels and a number, and each family is named once before its values.
  @Test func everyLineIsWellFormed() {
    var families: [Substring] = []
    for line in Self.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      if line.hasPrefix("# TYPE ") {
        families.append(line.split(separator: " ")[2])
      } else if !line.hasPrefix("# HELP ") {
        let name = line.prefix { $0 != "{" && $0 != " " }
        #expect(name.hasPrefix(families.last ?? "?"), "\(line)")
        #expect(line.split(separator: " ").last.flatMap { Double($0) } != nil, "\(line)")
      }
    }
    #expect(families.count == Set(families).count && families.count > 10)
  }
}
