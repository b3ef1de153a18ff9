import RoostApps
import RoostModel
import SystemPackage

/// Everything that can be set about the daemon, read once at its start. Nobody else looks at the environment.
struct Settings: Sendable, Equatable {
  var home: HomeDirectory
  var gatewayHost = "0.0.0.0"
  var gatewayPort = 8080
  /// 0 is none.
  var gatewayTLSPort = 0
  /// For apps that say nothing themselves.
  var secureTransport = SecureTransport()
  /// Apps are at `NAME.<domain>` too; `nil` is at `NAME.localhost` alone.
  var gatewayDomain: String?
  /// Whose word about a request's client is taken.
  var trustedProxies: [AddressRange] = []
  var gatewayLimits = GatewayLimits()
  /// Where the API listens besides its socket; port 0 is nowhere.
  var apiAddress = "127.0.0.1"
  var apiPort = 7070
  /// On the command line or in the environment: without it there is no daemon.
  var apiPortIsAskedFor = false
  /// Names the API is asked for by, besides those of loopback.
  var apiHosts: [String] = []
  /// What comes for those names came through TLS.
  var apiBehindProxy = false
  /// Addresses that code may be fetched from although they are not public.
  var privateSources: [AddressRange] = []
  var subnet = "10.213.0.0/16"
  var gateTimeout: Duration = .seconds(60)
  var buildTimeout: Duration = .seconds(1800)
  /// In MiB; `nil` is three quarters of what is free.
  var buildMemory: Int?
  /// `nil` is half of the processors.
  var buildsAtOnce: Int?
  var releaseTimeout: Duration = .seconds(600)
  var probation: Duration = .seconds(60)
  var keptReleases = 5
  /// Of one app, in MiB; `nil` is no limit.
  var releaseSpace: Int?
  var logLevel = "info"
  var supabase = SupabaseSettings()
  /// When apps sleep that say nothing themselves; `nil`: they do not.
  var sleep: SleepRule.Standard?
  var proxyVariables: [String: String] = [:]
  /// `ROOST_NODE_MIRROR` and the like: servers in place of those of runtimes' makers.
  var mirrors: [String: String] = [:]

  /// `DOCKER_HOST`: where the container engine listens; `nil` is one of the usual places.
  var engineHost: String?
  /// `XDG_RUNTIME_DIR`, below which engines without root listen.
  var runtimeDirectory: String?

  /// Limits that nobody asked for are set by root only: others may have no control groups of their own.
  var keepsLimits = true

  var homePath: FilePath { FilePath(home.path) }
}
