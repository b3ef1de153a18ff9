import ArgumentParser
import RoostClient
import RoostModel

/// `roost gateway metrics`
struct GatewayMetricsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metrics", abstract: "Print the gateway's numbers in the text form that Prometheus reads.",
    discussion: """
      The same as GET /api/v1/gateway/metrics on the daemon's socket. For Prometheus on this machine, write them to a file of \
      the node exporter's text collector from time to time.

      EXAMPLES
        roost gateway metrics
        roost gateway metrics > /var/lib/prometheus/node-exporter/roost.prom
      """)

  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      let status = try await daemon.gateway()
      try console.show(status) { _ in PrometheusText(status: status).text }
    }
  }
}
