import CRoost
import Glibc
import Logging
import RoostApps
import RoostGateway
import RoostModel
import RoostServer
import RoostSystem
import SystemPackage

extension Daemon {
  private static let hookSocket = "hooks.sock"

  /// What forges send to `/hooks/` of the gateway.
  func hookServer() -> HookServer {
    let supervisor = parts.supervisor
    return HookServer(
      socket: settings.homePath.appending(Daemon.hookSocket).string, logger: logger.quieter,
      screen: { await supervisor.screen($0) }, receive: { await supervisor.receive($0) })
  }

  /// Takes `/hooks` of the gateway before an app could.
  func openHooks() {
    let home = settings.homePath
    let target = Target.upstream { () async throws(Problem) in
      try await BlockingWork.run { () throws(Problem) in
        let place = open(home.string, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard place >= 0 else { throw Problem.lastSystemCall("open \(home)") }
        defer { close(place) }
        let socket = roost_unix_connect(place, Daemon.hookSocket)
        guard socket >= 0 else { throw Problem.system(Errno(rawValue: -socket), "reach the webhooks") }
        return socket
      }
    }
    var route = RouteSettings()
    route.paths = ["/hooks"].compactMap { RoutePath($0) }
    route.prefixRescue = false
    var limits = RouteLimits()
    limits.body = .mebibytes(25)
    limits.requests = 16
    limits.queue = 64
    limits.clientRate = RequestRate(requests: 60, seconds: 60)
    limits.clientBurst = 30
    route.limits = limits
    parts.gateway.setRoute(.hooks, to: target, settings: route)
  }
}
