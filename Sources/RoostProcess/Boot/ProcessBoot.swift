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
    try makePlaces()
    let membership = try host.limits.create(directory.groupName, spec.limits)
    let plan = ProcessPlan(
      spec: spec, directory: directory, membership: membership, programs: LayerPrograms(layers: spec.layers),
      user: host.user(of: spec), searchPath: host.configuration.searchPath)
    let launch = AgentLaunch(
      executable: host.configuration.agent, limit: host.configuration.bootLimit, log: directory.bootLog)
    guard let agent = AgentProcess(pid: try launch.run(try plan.bootSpec())) else {
      throw BootProblem.silent(log: directory.bootLog)
    }
    try ProcessRecord(agent: agent).write(to: directory)
    return agent
  }

  private func makePlaces() throws(Problem) {
    // Its own user passes through, and sees what is its own.
    for path in [host.environments.path.removingLastComponent(), host.environments.path, directory.path] {
      guard chmod(path.string, 0o711) == 0 else { throw .lastSystemCall("open \(path) to the environment's user") }
    }
    let paths = PathMap(root: directory.files)
    for place in ["/", "/tmp", "/app", spec.workingDirectory] { try make(try paths.outside(place)) }
    for mount in spec.mounts { try link(mount, try paths.outside(mount.target)) }
  }

  /// Each directory on the way belongs to the environment's user.
  private func make(_ path: String) throws(Problem) {
    var place = directory.files
    try makeOne(place)
    for component in FilePath(path).components.dropFirst(directory.files.components.count) {
      place.append(component)
      try makeOne(place)
    }
  }

  private func makeOne(_ place: FilePath) throws(Problem) {
    guard mkdir(place.string, 0o755) == 0 || errno == EEXIST else { throw .lastSystemCall("make \(place)") }
    guard host.isRoot else { return }
    guard lchown(place.string, spec.user, spec.user) == 0 else { throw .lastSystemCall("hand over \(place)") }
  }

  /// Directories and files of the host are used in place, by a link.
  private func link(_ mount: BindMount, _ target: String) throws(Problem) {
    try make(FilePath(target).removingLastComponent().string)
    // The usual places are empty directories until something is put there.
    _ = rmdir(target)
    guard symlink(mount.source, target) == 0 else { throw .lastSystemCall("show \(mount.source) at \(target)") }
  }
}
