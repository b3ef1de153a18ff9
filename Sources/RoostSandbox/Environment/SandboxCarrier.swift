import Glibc
import RoostAgentClient
import RoostAgentProtocol
import RoostEnvironments
import RoostModel
import RoostSystem
import SystemPackage

/// A sandbox of this kernel: namespaces, an overlay, control groups, an address.
struct SandboxCarrier: AgentCarrier {
  let host: SandboxHost
  let spec: EnvironmentSpec
  let directory: EnvironmentDirectory

  func start() async throws(Problem) -> AgentAddress {
    let agent = try await SandboxBoot(host: host, spec: spec, directory: directory).run()
    host.keepAddresses(of: spec, directory)
    return .local(agent)
  }

  func end(within limit: Duration) async {
    if limit > .zero, let agent = await Remains(host, spec.id).agent { await agent.waitForEnd(within: limit) }
    await Remains(host, spec.id).endProcesses()
  }

  func remove() async throws(Problem) { try await Remains(host, spec.id).remove() }

  /// Only what processes wrote is in the upper directory: what the sandbox needed for itself was a layer below it.
  func seal(into destination: FilePath) async throws(Problem) {
    try await Remains(host, spec.id).removeGroups()
    if spec.limits.disk != nil { return try await DiskImage(path: directory.image).copyUpper(to: destination) }
    let directory = directory
    let upper = directory.upper
    try await BlockingWork.run { () throws(Problem) in
      try WritablePlaces.complete(try SandboxRecord.read(directory)?.writable ?? [], in: upper)
      guard rename(upper.string, destination.string) == 0 else { throw .lastSystemCall("move \(upper) to \(destination)") }
    }
  }

  func snapshot(into destination: FilePath) async throws(Problem) {
    guard spec.limits.disk != nil else { return try await copyUpper(to: destination) }
    guard let agent = await Remains(host, spec.id).agent else {
      throw Problem(
        .environmentState, "the agent of environment \(spec.id) is gone", hint: RestartHint.text)
    }
    // Where it is mounted is seen by the agent alone.
    try await UpperCopy.copy(FilePath("/proc/\(agent.pid)/fd/\(BootSpec.upperDescriptor)/."), to: destination)
  }

  private func copyUpper(to destination: FilePath) async throws(Problem) {
    let directory = directory
    try await UpperCopy.copy(directory.upper, to: destination)
    try await BlockingWork.run { () throws(Problem) in
      try WritablePlaces.complete(try SandboxRecord.read(directory)?.writable ?? [], in: destination)
    }
  }

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
