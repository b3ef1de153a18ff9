import Glibc
import RoostAgentClient
import RoostModel
import RoostSystem
import SystemPackage

/// Starts the agent of a plain process. All or nothing, but for the directory, which `destroy` removes.
struct ProcessBoot: Sendable {
  let host: ProcessHost
  let spec: EnvironmentSpec
  let directory: EnvironmentDirectory

  func run() async throws(Problem) -> AgentProcess {
    do throws(Problem) {
      if let snapshot = spec.snapshot { try await UpperCopy.copy(FilePath(snapshot), to: directory.files) }
      return try await BlockingWork.run { () throws(Problem) in try start() }
    } catch {
      await ProcessRemains(host, spec.id).end()
      throw error
    }
  }

  /// Blocking.
  private func start() throws(Problem) -> AgentProcess {
    let paths = PathMap(spec, files: directory.files)
    try makePlaces(paths)
    let membership = try host.limits.create(directory.groupName, spec.limits)
    let plan = PlainPlan(
      spec: spec, directory: directory, paths: paths, membership: membership, programs: LayerPrograms(layers: spec.layers),
      user: host.user(of: spec), searchPath: host.configuration.searchPath)
    let launch = AgentLaunch(
      executable: host.configuration.agent, limit: host.configuration.bootLimit, log: directory.bootLog)
    guard let agent = AgentProcess(pid: try launch.run(plan.bootSpec)) else {
      throw BootProblem.silent(log: directory.bootLog)
    }
    try ProcessRecord(agent: agent).write(to: directory)
    return agent
  }

  private func makePlaces(_ paths: PathMap) throws(Problem) {
    // Its own user passes through, and sees what is its own.
    for path in [host.environments.path.removingLastComponent(), host.environments.path, directory.path] {
      guard chmod(path.string, 0o711) == 0 else { throw .lastSystemCall("open \(path) to the environment's user") }
    }
    try make(directory.files)
    try make(directory.temporary)
    for place in paths.own(below: directory.files) { try makeWay(to: place) }
    guard host.isRoot else { return }
    for place in [directory.path.string] + spec.mounts.map(\.source) { try PassageCheck(user: spec.user).check(place) }
  }

  /// Each directory on the way belongs to the environment's user.
  private func makeWay(to path: FilePath) throws(Problem) {
    var place = directory.files
    for component in path.components.dropFirst(place.components.count) {
      place.append(component)
      try make(place)
    }
  }

  private func make(_ place: FilePath) throws(Problem) {
    guard mkdir(place.string, 0o755) == 0 || errno == EEXIST else { throw .lastSystemCall("make \(place)") }
    guard host.isRoot else { return }
    guard lchown(place.string, spec.user, spec.user) == 0 else { throw .lastSystemCall("hand over \(place)") }
  }
}
