import RoostModel
package import RoostSources
package import SystemPackage

/// What the daemon's settings say about apps.
package struct AppsConfiguration: Sendable {
  package var home: FilePath
  package var gatewayPort: Int
  /// Apps have a host below it too: `NAME.<domain>`.
  package var gatewayDomain: String?
  /// How long a new release may take until it answers.
  package var gateTimeout: Duration = .seconds(60)
  /// How long a build step may take.
  package var buildTimeout: Duration = .seconds(1800)
  /// How long an old process may take after SIGTERM.
  package var stopGrace: Duration = .seconds(10)
  /// How long requests in flight may go on after a switch.
  package var drainTimeout: Duration = .seconds(30)
  /// Mounted read-only into build environments, where they exist: the machine's own pip and npm configuration.
  package var buildFiles: [String] = []
  /// Given to build environments: proxies and package indexes of this machine.
  package var buildVariables: [String: String] = [:]
  /// Processes and threads of an app whose `roost.yml` names no limit, and of a build. `nil` where limits cannot be kept:
  /// one that nobody asked for must not keep an app from starting.
  package var defaultProcesses: Int? = 1024
  package var buildProcesses: Int? = 4096
  /// Releases kept besides the live one, for a look and a way back.
  package var keptReleases = 2
  package var keptLogs = 20
  package var supabase = Supabase()

  package var sources: SourceSettings

  package init(home: FilePath, gatewayPort: Int) {
    self.home = home
    sources = SourceSettings(spool: home.appending("spool"))
    self.gatewayPort = gatewayPort
  }

  /// The place that an app is told to be at, whatever certificates there are.
  func baseURL(of name: AppName, _ settings: RouteSettings) -> String {
    GatewayPorts(http: gatewayPort).url("localhost", path: settings.basePath(of: name) + "/", secure: false)
  }
}
