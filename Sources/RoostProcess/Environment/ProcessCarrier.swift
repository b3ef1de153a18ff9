import Glibc
import RoostAgentClient
import RoostModel
import RoostSystem
import SystemPackage

/// A process of this machine, kept apart by nothing but its user.
struct ProcessCarrier: AgentCarrier {
  let host: ProcessHost
  let spec: EnvironmentSpec
  let directory: EnvironmentDirectory

  func start() async throws(Problem) -> AgentAddress {
    .local(try await ProcessBoot(host: host, spec: spec, directory: directory).run())
  }

  func end(within limit: Duration) async {
    let remains = ProcessRemains(host, spec.id)
    if limit > .zero, let agent = await remains.agent { await agent.waitForEnd(within: limit) }
    await remains.end()
  }

  func remove() async throws(Problem) { try await ProcessRemains(host, spec.id).remove() }

  /// What is its own. What it wrote elsewhere on the host nobody can tell.
  func snapshot(into destination: FilePath) async throws(Problem) { try await UpperCopy.copy(directory.files, to: destination) }

  func pause() async throws(Problem) {
    let freezer = try freezer()
    try await BlockingWork.run { () throws(Problem) in try freezer.freeze() }
  }

  /// Not a blocking call: the kernel only takes note.
  func resume() async throws(Problem) { try freezer().thaw() }

  func limit(_ limits: ResourceLimits) async throws(Problem) {
    let (driver, name) = (host.limits, directory.groupName)
    try await BlockingWork.run { () throws(Problem) in try driver.change(name, to: limits) }
  }

  private func freezer() throws(Problem) -> CgroupFreezer {
    try .required(host.limits.existing(directory.groupName))
  }
}
