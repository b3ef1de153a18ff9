import ArgumentParser
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
        roost serve --gateway-port 80
        roost serve --home /srv/roost --gateway-host 127.0.0.1
      """)

  @Option(help: ArgumentHelp("Roost's home directory (default: $ROOST_HOME, or /var/lib/roost for root).", valueName: "dir"))
  var home: String?
  @Option(help: ArgumentHelp("The address the gateway listens on.", valueName: "address"))
  var gatewayHost: String?
  @Option(help: ArgumentHelp("The port the gateway listens on (default: 8080).", valueName: "port"))
  var gatewayPort: Int?
  @Flag(help: "Print a failure to start as JSON.")
  var json = false

  func validate() throws {
    guard let gatewayPort, !(1...65535).contains(gatewayPort) else { return }
    throw ValidationError("--gateway-port must be from 1 to 65535, not \(gatewayPort).")
  }

  func run() async throws {
    let console = Console(json: json, surroundings: .current())
    await FirstStart(home: try console.surroundings.home(option: home), console: console).offer()
    try await DaemonEntry.serve(home: home, gatewayHost: gatewayHost, gatewayPort: gatewayPort)
  }
}
