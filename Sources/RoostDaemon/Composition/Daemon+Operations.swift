import CRoost
import Glibc
import RoostApps
import RoostGateway
import RoostModel
import RoostServer

/// What the API offers, as calls of the parts.
extension Daemon {
  func operations() -> DaemonOperations {
    let settings = settings
    let supervisor = parts.supervisor
    let gateway = parts.gateway
    let startedAt = WallClock.now()
    var operations = DaemonOperations(
      status: { () async throws(Problem) in
        DaemonStatus(
          version: RoostVersion.current, pid: getpid(), home: settings.home.path, gateway: settings.publicURL,
          tlsPort: gateway.boundTLSPort, apps: await supervisor.count, startedAt: startedAt)
      },
      apps: appOperations(supervisor),
      variables: variableOperations(supervisor),
      releases: releaseOperations(supervisor),
      sleep: sleepOperations,
      runtimes: RuntimeComposition(installer: parts.installer, apps: appControl, settings: settings).operations(),
      environments: parts.keeper.operations,
      gateway: GatewayOperations(
        status: { () async throws(Problem) in await gatewayStatus() },
        accessLog: { (name, tail, follows) async throws(Problem) in
          _ = try await supervisor.supervisor(of: name)
          return try await gateway.accessLog(of: name, tail: tail, follows: follows)
        }),
      metrics: metricsOperations, limits: limitOperations,
      sources: sourceOperations(supervisor), drafts: draftOperations(supervisor),
      git: gitOperations(supervisor),
      backups: backupOperations(supervisor), files: fileOperations, care: careOperations, access: accessOperations,
      events: { (query) throws(Problem) in supervisor.events(after: query.after, follows: query.follows) })
    operations.repeats = repeatOperations
    return operations
  }

  private func appOperations(_ supervisor: Supervisor) -> AppOperations {
    AppOperations(
      list: { () async throws(Problem) in await supervisor.list() },
      detail: { (name) async throws(Problem) in try await supervisor.supervisor(of: name).detail() },
      deploy: { (request, progress) async throws(Problem) in
        defer { roost_release_memory() }
        return try await supervisor.deploy(request, progress: progress)
      },
      start: { (name) async throws(Problem) in try await supervisor.supervisor(of: name).start() },
      stop: { (name) async throws(Problem) in try await supervisor.supervisor(of: name).stop() },
      restart: { (name) async throws(Problem) in try await supervisor.supervisor(of: name).restart() },
      maintain: { (name, wanted) async throws(Problem) in try await supervisor.supervisor(of: name).maintain(wanted) },
      remove: { (name) async throws(Problem) in try await supervisor.remove(name) },
      runtimeCheck: { (name) async throws(Problem) in try await supervisor.runtimeCheck(of: name) },
      logs: { (query) async throws(Problem) in
        if let build = query.build {
          return try await supervisor.buildLogs(
            of: query.app, build, follows: query.follows, tail: query.tail, from: query.from, filter: query.filter)
        }
        return try await supervisor.logs(
          of: query.app, process: query.process, follows: query.follows, tail: query.tail, from: query.from,
          filter: query.filter)
      })
  }
}
