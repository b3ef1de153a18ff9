import RoostAgentClient
import RoostAgentProtocol
import RoostModel
import SystemPackage

/// What the engine and the agent are told, derived from what the user wants and what is known of the engine. Pure.
struct ContainerPlan: Sendable {
  var spec: EnvironmentSpec
  var directory: EnvironmentDirectory
  var agent: FilePath
  var image: String
  /// What the image itself sets; weaker than anything else.
  var imageVariables: [String: String] = [:]
  var identity: ContainerIdentity
  var network: String
  var label: (name: String, value: String)
  /// 1 or 2.
  var cgroupVersion: Int
  /// The host's certificates; nil leaves those of the image.
  var certificates: String?
  /// The kernel speaks IPv6; an engine takes even loopback's address away unless it is told.
  var hasVersion6 = false

  /// Everything of ours is below this directory in a container.
  static let place = "/run/roost"
  static let agentPlace = "\(place)/agent"
  static let directoryPlace = "\(place)/environment"
  static let specificationName = "boot.spec"
  static let environmentLabel = "dev.roost.environment"

  var name: String { ContainerPlan.name(of: spec.id) }
  static func name(of id: EnvironmentID) -> String { "roost-\(id.text)" }

  var hostname: String { "roost-\(spec.id.text.prefix(8))" }

  // MARK: For the agent

  var bootSpec: BootSpec {
    var boot = BootSpec(
      directory: ContainerPlan.directoryPlace, enclosure: .ownNetwork, user: identity.agent, group: identity.agent)
    boot.variables = variables
    boot.workingDirectory = spec.workingDirectory
    boot.lifetimeMilliseconds = spec.limits.milliseconds
    if spec.limits.memory != nil {
      boot.limits.memoryEvents =
        cgroupVersion == 1 ? "/sys/fs/cgroup/memory/memory.oom_control" : "/sys/fs/cgroup/memory.events"
    }
    return boot
  }

  /// The spec's own variables are the strongest, the image's are stronger than what is said without them.
  private var variables: [String] {
    let own = [
      "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "USER": IdentityFiles.userName,
      "LOGNAME": IdentityFiles.userName, "LANG": "C.UTF-8", "SHELL": "/bin/sh",
    ]
    let home = ["HOME": spec.workingDirectory]
    return own.merging(imageVariables) { $1 }.merging(home) { $1 }.merging(spec.variables) { $1 }
      .map { "\($0.key)=\($0.value)" }.sorted()
  }

  // MARK: For the engine

  var request: ContainerRequest {
    var request = ContainerRequest(
      image: image, hostname: hostname,
      entrypoint: [ContainerPlan.agentPlace, "serve", "\(ContainerPlan.directoryPlace)/\(ContainerPlan.specificationName)"],
      labels: [ContainerPlan.environmentLabel: spec.id.text, label.name: label.value], host: host)
    request.user = identity.container
    return request
  }

  private var host: ContainerHostSettings {
    var host = ContainerHostSettings(networkMode: spec.network == .none ? "none" : network)
    host.mounts = mounts
    host.memoryFileSystems = memoryFileSystems
    host.memory = Int64(clamping: spec.limits.memory?.bytes ?? 0)
    host.memorySwap = host.memory
    host.nanoCPUs = Int64(((spec.limits.cpus ?? 0) * 1_000_000_000).rounded())
    host.processes = spec.limits.processes.map { Int64($0) }
    host.storageOptions = spec.limits.disk.map { ["size": "\($0.bytes)"] }
    host.addedCapabilities = identity.capabilities
    // In a network of one's own there is nobody to protect port 80 from.
    host.kernelSettings = ["net.ipv4.ip_unprivileged_port_start": "0"]
    if hasVersion6 { host.kernelSettings["net.ipv6.conf.lo.disable_ipv6"] = "0" }
    // A core file holds secrets.
    host.limits = [ContainerHostSettings.Limit(name: "core", soft: 0, hard: 0)]
    return host
  }

  private var mounts: [ContainerHostSettings.Mount] {
    var mounts = [
      ContainerHostSettings.Mount(source: agent.string, target: ContainerPlan.agentPlace, isReadOnly: true),
      ContainerHostSettings.Mount(source: directory.path.string, target: ContainerPlan.directoryPlace, isReadOnly: false),
    ]
    if let certificates, spec.image == nil {
      mounts.append(ContainerHostSettings.Mount(source: certificates, target: BootPlan.certificatesTarget, isReadOnly: true))
    }
    return mounts + spec.mounts.map { ContainerHostSettings.Mount(source: $0.source, target: $0.target, isReadOnly: $0.readOnly) }
  }

  /// An image may have something in these places; a stack has nothing there.
  private var memoryFileSystems: [String: String] {
    guard spec.image == nil else { return [:] }
    return [
      "/run": "rw,nosuid,nodev,noexec,mode=1777,size=16m",
      "/tmp": "rw,nosuid,nodev,exec,mode=1777,size=\(boot.temporaryMegabytes)m",
    ]
  }

  private var boot: BootLimits { BootLimits() }

  // MARK: For the image

  /// What has to be there before something is mounted on it.
  static func scaffold(for spec: EnvironmentSpec, _ identity: ContainerIdentity, _ files: IdentityFiles, certificates: Bool)
    -> StackScaffold
  {
    var scaffold = StackScaffold(
      user: identity.agent, mountPoints: [place] + spec.mounts.map(\.target),
      files: ["/etc/passwd": files.passwd, "/etc/group": files.group])
    if certificates { scaffold.files[BootPlan.certificatesTarget] = "" }
    return scaffold
  }
}
