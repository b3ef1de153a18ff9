import ArgumentParser
import RoostDaemon
import RoostModel

/// `roost serve`
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Run the daemon: supervisor, gateway and API.",
    discussion: """
      Runs until it is told to stop (SIGTERM, or Ctrl-C). Apps go on running without it; the next `roost serve` takes \
      them over. On a machine without runtimes it offers to install this node's profile first, where somebody is there to be \
      asked. Settings come from these options, then ROOST_* variables, then /etc/roost/roost.yml.

      EXAMPLES
        roost serve
        roost serve --gateway-port 80 --gateway-tls-port 443
        roost serve --home /srv/roost --gateway-host 127.0.0.1
        roost serve --api-port 0             the API on its socket alone
      """)

  @Option(help: ArgumentHelp("Roost's home directory (default: $ROOST_HOME, or /var/lib/roost for root).", valueName: "dir"))
  var home: String?
  @Option(help: ArgumentHelp("The address the gateway listens on.", valueName: "address"))
  var gatewayHost: String?
  @Option(help: ArgumentHelp("The port the gateway listens on (default: 8080).", valueName: "port"))
  var gatewayPort: Int?
  @Option(
    name: .customLong("gateway-tls-port"),
    help: ArgumentHelp("The port the gateway listens on with TLS, beside the other; 0 for none (default: 0).", valueName: "port"))
  var gatewayTLSPort: Int?
  @Option(
    name: .customLong("gateway-trusted-proxy"), parsing: .singleValue,
    help: ArgumentHelp(
      "A proxy in front of the gateway that is believed who its clients are: an address, or a range such as 10.0.0.0/8. May be repeated.",
      valueName: "address"))
  var gatewayTrustedProxies: [String] = []
  @Option(
    name: .customLong("api-port"),
    help: ArgumentHelp("The port the API listens on besides its socket; 0 for none (default: 7070).", valueName: "port"))
  var apiPort: Int?
  @Option(
    name: .customLong("api-address"),
    help: ArgumentHelp("The address the API listens on (default: 127.0.0.1).", valueName: "address"))
  var apiAddress: String?
  @Flag(
    name: .customLong("api-behind-proxy"),
    help: "A proxy that speaks TLS stands before the API: addresses other than loopback, and the names of api.hosts.")
  var apiBehindProxy = false
  /// What other commands know, and people mean several things with.
  @Option(help: .hidden)
  var host: String?
  @Flag(help: "Print a failure to start as JSON.")
  var json = false

  func validate() throws {
    if let gatewayPort, !(1...65535).contains(gatewayPort) {
      throw ValidationError("--gateway-port must be from 1 to 65535, not \(gatewayPort).")
    }
    if let gatewayTLSPort, !(0...65535).contains(gatewayTLSPort) {
      throw ValidationError("--gateway-tls-port must be from 0 to 65535, not \(gatewayTLSPort).")
    }
    if let apiPort, !(0...65535).contains(apiPort) {
      throw ValidationError("--api-port must be from 0 to 65535, not \(apiPort).")
    }
    if let proxy = gatewayTrustedProxies.first(where: { AddressRange($0) == nil }) {
      throw ValidationError("--gateway-trusted-proxy must be an address or a range such as 10.0.0.0/8, not \(proxy).")
    }
  }

  func run() async throws {
    if let host { throw ServedHost(name: host).problem }
    let console = Console(json: json, surroundings: .current())
    await FirstStart(home: try console.surroundings.home(option: home), console: console).offer()
    var options = ServeOptions(home: home, gatewayHost: gatewayHost, gatewayPort: gatewayPort)
    options.gatewayTLSPort = gatewayTLSPort
    options.apiPort = apiPort
    options.apiAddress = apiAddress
    options.apiBehindProxy = apiBehindProxy
    options.gatewayTrustedProxies = gatewayTrustedProxies.isEmpty ? nil : gatewayTrustedProxies
    try await DaemonEntry.serve(options)
  }
}
