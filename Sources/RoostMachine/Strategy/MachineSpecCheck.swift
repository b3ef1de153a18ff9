import Glibc
import RoostAgentClient
import RoostModel

/// Refuses specifications that no virtual machine can be made of, before anything is made.
enum MachineSpecCheck {
  private static let ownPlaces = ["/", "/proc", "/dev", "/sys", "/etc"]
  /// A kernel, an agent and a shell need this much.
  private static let minimumMemory: UInt64 = 32 << 20
  private static let minimumDisk: UInt64 = 16 << 20
  /// Files of the host come as part of the specification, which has a limit.
  static let longestFile = 512 << 10

  static func check(_ spec: EnvironmentSpec, isRoot: Bool) throws(Problem) {
    guard spec.strategy == .machine else {
      throw refused("strategy '\(spec.strategy)' is not the virtual machine's", .unsupported)
    }
    guard spec.image == nil else {
      throw refused("a virtual machine is made of layers, not of an image: use docker", .unsupported)
    }
    guard !spec.layers.isEmpty else { throw refused("an environment without layers has no programs") }
    for layer in spec.trees { try checkLayer(layer) }
    for mount in spec.mounts { try checkMount(mount, isRoot: isRoot) }
    guard spec.trees.count + spec.mounts.count <= MachinePlan.maximumDevices else {
      throw refused("a virtual machine has no room for that many layers and mounts")
    }
    try SpecRules.checkVariables(spec.variables)
    for place in [spec.workingDirectory] + (spec.writablePlaces ?? []) {
      guard SpecRules.isPlain(place) else { throw refused("'\(place.prefix(200))' is not an absolute path") }
    }
    try checkLimits(spec.limits)
    try checkUser(spec, isRoot: isRoot)
  }

  private static func checkLimits(_ limits: ResourceLimits) throws(Problem) {
    guard limits.memory.map({ $0.bytes >= minimumMemory }) != false, limits.disk.map({ $0.bytes >= minimumDisk }) != false else {
      throw refused("a virtual machine needs \(minimumMemory >> 20) MiB of memory and \(minimumDisk >> 20) MiB of disk at least")
    }
    guard limits.cpus.map({ $0 > 0 && $0 <= 255 }) != false, limits.processes.map({ $0 > 0 }) != false,
      limits.seconds.map(ResourceLimits.sensibleSeconds.contains) != false
    else {
      throw refused("limits are positive numbers, and of sensible size")
    }
  }

  private static func checkUser(_ spec: EnvironmentSpec, isRoot: Bool) throws(Problem) {
    guard isRoot || spec.network == .none else {
      throw Problem(
        .unsupported, "without root, environments have no network of their own that leads out",
        hint: "run `sudo roost serve`, or put `network: none` in roost.yml")
    }
    guard !isRoot || spec.user != 0 else { throw refused("an environment must not run as root") }
  }

  private static func checkLayer(_ layer: String) throws(Problem) {
    var status = stat()
    guard SpecRules.isPlain(layer), stat(layer, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw Problem(
        .environmentBootFailed, "the layer \(layer.prefix(200)) is not there", hint: "install it again: roost runtime list")
    }
  }

  private static func checkMount(_ mount: BindMount, isRoot: Bool) throws(Problem) {
    guard SpecRules.isPlain(mount.source), SpecRules.isPlain(mount.target) else {
      throw refused("'\(mount.source.prefix(200))' at '\(mount.target.prefix(200))' is not a pair of absolute paths")
    }
    let target = "/" + mount.target.split(separator: "/").joined(separator: "/")
    guard !ownPlaces.contains(target), !["/proc/", "/dev/", "/sys/"].contains(where: target.hasPrefix) else {
      throw refused("nothing can be mounted at \(mount.target)")
    }
    guard mount.owner == nil || isRoot else {
      throw refused("only root can show files as somebody else's", .unsupported)
    }
    var status = stat()
    guard lstat(mount.source, &status) == 0 else { throw missing(mount) }
    if status.st_mode & S_IFMT == S_IFDIR { return }
    guard status.st_mode & S_IFMT == S_IFREG else { throw missing(mount) }
    guard mount.readOnly, status.st_size <= longestFile else {
      throw refused("only directories, and small files for reading, can be mounted in a virtual machine", .unsupported)
    }
  }

  private static func missing(_ mount: BindMount) -> Problem {
    Problem(
      .usageInvalid, "\(mount.source) is not a directory or file that could be mounted",
      hint: "make it first: mkdir -p \(mount.source)")
  }

  private static func refused(_ message: String, _ code: ProblemCode = .usageInvalid) -> Problem {
    Problem(code, message, hint: "correct what was asked for: roost plan DIR")
  }
}
