import Glibc
import RoostAgentClient
import RoostModel
import RoostSystem
import SystemPackage

/// What decides whether and how well containers work on a machine. Gathered once, judged apart.
struct DockerFacts: Equatable, Sendable {
  var socket: String
  var isPodman: Bool
  var info: EngineInfo
  var hasAgent: Bool
  /// The user this process runs as.
  var owner: UInt32
  var hasVersion6 = false

  static func gather(_ engine: Engine, _ host: DockerHost) async throws(Problem) -> DockerFacts {
    let ping = try await engine.ping()
    return DockerFacts(
      socket: engine.socket, isPodman: ping.isPodman, info: try await engine.info(),
      hasAgent: access(host.configuration.agent.string, X_OK) == 0, owner: geteuid(),
      hasVersion6: access("/proc/sys/net/ipv6/conf/lo/disable_ipv6", F_OK) == 0)
  }

  var isRootless: Bool { info.has("rootless") }
  /// Other users inside than outside: the agent could not use the directory it is given.
  var remapsUsers: Bool { info.has("userns") }
  var isUsable: Bool { hasAgent && !remapsUsers && runsHere }
  /// An engine may emulate another processor, but our agent is made for this one.
  var runsHere: Bool { info.architecture.map { ["x86_64", "amd64", "aarch64", "arm64"].contains($0) } ?? true }

  func identity(of spec: EnvironmentSpec) -> ContainerIdentity {
    ContainerIdentity(wanted: spec.user, own: owner, isRootlessEngine: isRootless)
  }

  func plan(_ spec: EnvironmentSpec, _ directory: EnvironmentDirectory, _ record: ContainerRecord, _ host: DockerHost)
    -> ContainerPlan
  {
    ContainerPlan(
      spec: spec, directory: directory, agent: host.configuration.agent, image: record.image,
      imageVariables: record.imageVariables,
      identity: identity(of: spec), network: host.configuration.network, label: host.label,
      cgroupVersion: info.cgroupVersion == "2" ? 2 : 1, certificates: HostFiles.certificates(), hasVersion6: hasVersion6)
  }
}
