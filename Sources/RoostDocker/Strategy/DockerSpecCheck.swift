import Glibc
import RoostAgentClient
import RoostModel
import RoostSystem

/// What a container cannot be asked for. Blocking: it looks whether mounted directories are there.
enum DockerSpecCheck {
  private static let ownPlaces = ["/proc", "/sys", "/dev", ContainerPlan.place]

  static func check(_ spec: EnvironmentSpec, _ facts: DockerFacts) throws(Problem) {
    try SpecRules.checkVariables(spec.variables)
    guard SpecRules.isPlain(spec.workingDirectory) else {
      throw refused("'\(spec.workingDirectory.prefix(200))' is not an absolute path")
    }
    guard facts.isUsable else { throw facts.unusable }
    guard facts.owner != 0 || spec.user != 0 else { throw refused("an environment must not run as root") }
    if case .allow = spec.network {
      throw Problem(
        .unsupported, "a container cannot be kept to single destinations",
        hint: "use `network: none` or `network: outbound`, or the sandbox strategy: roost strategy list")
    }
    guard spec.image == nil || spec.layers.isEmpty else {
      throw refused("an environment is made of layers or of an image, not of both")
    }
    guard spec.image != nil || !spec.layers.isEmpty else { throw refused("an environment needs layers or an image") }
    try checkLimits(spec.limits, facts)
    for mount in spec.mounts { try check(mount, spec) }
  }

  private static func checkLimits(_ limits: ResourceLimits, _ facts: DockerFacts) throws(Problem) {
    try limits.check()
    var missing: [String] = []
    if limits.memory != nil, facts.info.memoryLimit != true { missing.append("memory") }
    if limits.cpus != nil, facts.info.cpuQuota != true { missing.append("CPU time") }
    if limits.processes != nil, facts.info.processLimit != true { missing.append("processes") }
    if limits.disk != nil, !facts.info.limitsDisk { missing.append("disk space") }
    guard !missing.isEmpty else { return }
    throw Problem(
      .limitUnsupported, "this engine cannot keep a limit of \(missing.joined(separator: " and "))",
      hint: "leave it out of `limits` in roost.yml, or see what the engine lacks: docker info")
  }

  private static func check(_ mount: BindMount, _ spec: EnvironmentSpec) throws(Problem) {
    guard SpecRules.isPlain(mount.source), SpecRules.isPlain(mount.target) else {
      throw refused("'\(mount.source.prefix(200))' at '\(mount.target.prefix(200))' is not a pair of absolute paths")
    }
    let target = "/" + mount.target.split(separator: "/").joined(separator: "/")
    guard target != "/", !ownPlaces.contains(where: { target == $0 || target.hasPrefix($0 + "/") }) else {
      throw refused("nothing can be mounted at \(mount.target)")
    }
    if let owner = mount.owner, owner.user != spec.user {
      throw Problem(
        .unsupported, "in a container the files of \(mount.source) stay those of user \(owner.user)",
        hint: "use the sandbox strategy, or mount it read-only: roost strategy list")
    }
    var status = stat()
    guard lstat(mount.source, &status) == 0, [S_IFDIR, S_IFREG].contains(status.st_mode & S_IFMT) else {
      throw Problem(
        .usageInvalid, "\(mount.source) is not a directory or file that could be mounted",
        hint: "make it first: mkdir -p \(mount.source)")
    }
  }

  private static func refused(_ message: String) -> Problem {
    Problem(.usageInvalid, message, hint: "correct what was asked for: roost plan DIR")
  }
}
