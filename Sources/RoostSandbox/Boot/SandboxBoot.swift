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
      let boot = try await BlockingWork.run { () throws(Problem) in try prepare(way) }
      let builder = try await command(for: boot)
      return try await BlockingWork.run { () throws(Problem) in try start(boot, by: builder) }
    } catch {
      await undo()
      throw error
    }
  }

  /// What the machine has to have for it. Blocking.
  private func prepare(_ way: WayOut) throws(Problem) -> BootSpec {
    var record = SandboxRecord()
    let membership = try host.limits.create(directory.groupName, spec.limits)
    let link = spec.network.leadsOut ? try host.links.reserve(for: spec.id) : nil
    record.link = link?.index
    record.subnet = link.map { _ in "\(host.configuration.subnet)" }
    record.isLimited = way.isLimited
    try record.write(to: directory)
    let plan = plan(membership, link, way)
    if let file = plan.hostsFile { try HostsFile(path: file).create(plan.hosts, way.names) }
    return plan.bootSpec
  }

  /// Of whoever builds it around the agent; empty when the agent does.
  private func command(for boot: BootSpec) async throws(Problem) -> [String] {
    guard case .bubblewrap(let program, _) = await host.builders.current() else { return [] }
    return try await BubblewrapBoot(host: host, boot: boot, directory: directory, program: program).command()
  }

  /// Blocking.
  private func start(_ boot: BootSpec, by builder: [String]) throws(Problem) -> AgentProcess {
    var launch = AgentLaunch(
      executable: host.configuration.agent, limit: host.configuration.bootLimit, log: directory.bootLog)
    launch.builder = builder
    let pid = try launch.run(boot)
    var record = try SandboxRecord.read(directory) ?? SandboxRecord()
    guard let agent = AgentProcess(pid: pid) else { throw BootProblem.silent(log: directory.bootLog) }
    record.agent = agent
    try record.write(to: directory)
    return agent
  }

  private func plan(_ membership: CgroupMembership, _ link: NetworkLink?, _ way: WayOut) -> BootPlan {
    var limits = BootLimits()
    limits.unifiedGroup = membership.unified?.string
    limits.taskLists = membership.taskLists.map(\.string)
    limits.memoryEvents = membership.memoryEvents?.string
    limits.openFiles = OpenFileLimit.allowed(
      spec.limits.openFiles.map { UInt32(clamping: $0) } ?? host.configuration.openFiles)
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
