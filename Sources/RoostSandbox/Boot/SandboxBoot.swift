import Logging
import RoostAgentClient
import RoostAgentProtocol
import RoostModel
import RoostSystem
import SystemPackage

/// Makes a sandbox real: control groups, addresses, the way out, the agent. All or nothing.
struct SandboxBoot: Sendable {
  let host: SandboxHost
  let spec: EnvironmentSpec
  let directory: EnvironmentDirectory

  func run() async throws(Problem) -> AgentProcess {
    do throws(Problem) {
      let way = try await host.gate.open(for: spec)
      if let size = spec.limits.disk { try await DiskImage(path: directory.image).create(size) }
      return try await BlockingWork.run { () throws(Problem) in try start(way) }
    } catch {
      await undo()
      throw error
    }
  }

  /// Blocking.
  private func start(_ way: WayOut) throws(Problem) -> AgentProcess {
    var record = SandboxRecord()
    let membership = try host.limits.create(directory.groupName, spec.limits)
    let link = spec.network.leadsOut ? try host.links.reserve(for: spec.id) : nil
    record.link = link?.index
    record.subnet = link.map { _ in "\(host.configuration.subnet)" }
    record.isLimited = way.isLimited
    try record.write(to: directory)
    let launch = AgentLaunch(
      executable: host.configuration.agent, limit: host.configuration.bootLimit, log: directory.bootLog)
    let plan = plan(membership, link, way)
    if let file = plan.hostsFile { try HostsFile(path: file).create(plan.hosts, way.names) }
    let pid = try launch.run(plan.bootSpec)
    guard let agent = AgentProcess(pid: pid) else { throw BootProblem.silent(log: directory.bootLog) }
    record.agent = agent
    try record.write(to: directory)
    return agent
  }

  private func plan(_ membership: CgroupMembership, _ link: NetworkLink?, _ way: WayOut) -> BootPlan {
    var limits = BootLimits()
    limits.unifiedGroup = membership.unified?.string
    limits.processLists = membership.processLists.map(\.string)
    limits.memoryEvents = membership.memoryEvents?.string
    limits.openFiles = OpenFileLimit.allowed(host.configuration.openFiles)
    var plan = BootPlan(
      spec: spec, directory: directory, limits: limits, link: link, resolver: way.resolver.text,
      identity: HostFiles.identity(layers: spec.layers, user: host.user(of: spec), home: spec.workingDirectory),
      certificates: HostFiles.certificates(), rootlessUser: host.isRoot ? nil : host.user(of: spec))
    if way.isLimited { plan.hostsFile = directory.hosts }
    if spec.limits.disk != nil { plan.image = directory.image }
    return plan
  }

  /// The directory stays for whoever wants to know why; `destroy` removes it.
  private func undo() async {
    let remains = Remains(host, spec.id)
    await remains.endProcesses()
    do {
      try await remains.giveBack()
    } catch {
      host.logger.warning(
        "something of an environment left behind", metadata: ["environment.id": "\(spec.id)", "problem": "\(error.message)"])
    }
  }
}
