package import RoostModel
package import RoostSources
import RoostSystem
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
  /// What a build may use; `nil` is three quarters of what is free when it begins, so that it cannot take the machine down.
  package var buildMemory: ByteCount?
  /// Builds on this machine at the same time.
  package var buildsAtOnce = 1
  /// How long one release command may take.
  package var releaseTimeout: Duration = .seconds(600)
  /// How long a release that has just been switched to is watched while the one before it can come back at once. Zero is not.
  package var probation: Duration = .seconds(60)
  /// Releases kept besides the live one and the pinned ones, for a look and a way back; of failed ones `keptFailures`.
  package var keptReleases = 5
  package var keptFailures = 2
  /// What the releases of an app may take up: the oldest ones go first, the live one and those that are pinned stay. `nil` is
  /// no limit.
  package var releaseSpace: ByteCount?
  package var keptLogs = 20
  /// Output of ended runs of one app, and of each that goes on; an app may have a limit of its own.
  package var keptOutput = ByteCount.mebibytes(128)
  package var supabase = Supabase()
  /// When apps sleep that say nothing themselves; `nil`: they do not.
  package var sleep: SleepRule.Standard?

  package var sources: SourceSettings

  package init(home: FilePath, gatewayPort: Int) {
    self.home = home
    sources = SourceSettings(spool: home.appending("spool"))
    self.gatewayPort = gatewayPort
  }

  /// `nil` where limits cannot be kept.
  var memoryOfBuilds: ByteCount? {
    guard buildProcesses != nil else { return nil }
    return buildMemory ?? Space.memory().map { ByteCount($0.free.bytes / 4 * 3) }
  }

  /// The place that an app is told to be at, whatever certificates there are.
  func baseURL(of name: AppName, _ settings: RouteSettings) -> String {
    GatewayPorts(http: gatewayPort).url("localhost", path: settings.basePath(of: name) + "/", secure: false)
  }
}
