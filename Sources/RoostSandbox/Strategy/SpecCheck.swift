import Glibc
import RoostAgentClient
import RoostModel

/// Refuses specifications that no sandbox can be made of, before anything is made.
enum SpecCheck {
  /// Where mounting would take the sandbox apart.
  private static let ownPlaces = ["/", "/proc", "/dev", "/sys", "/etc"]

  static func check(_ spec: EnvironmentSpec, isRoot: Bool) throws(Problem) {
    guard spec.strategy == .sandbox else { throw refused("strategy '\(spec.strategy)' is not the sandbox's", .unsupported) }
    guard spec.image == nil else { throw refused("a sandbox is made of layers, not of an image: use docker", .unsupported) }
    if let disk = spec.limits.disk { try DiskImage.check(disk) }
    guard !spec.layers.isEmpty else { throw refused("an environment without layers has no programs") }
    for layer in spec.layers { try checkLayer(layer) }
    for mount in spec.mounts { try checkMount(mount) }
    try SpecRules.checkVariables(spec.variables)
    guard SpecRules.isPlain(spec.workingDirectory) else { throw refused("'\(spec.workingDirectory)' is not an absolute path") }
    for place in spec.writablePlaces ?? [] {
      guard SpecRules.isPlain(place) else { throw refused("'\(place.prefix(200))' is not an absolute path") }
    }
    if let gateway = spec.gateway { try checkGateway(gateway) }
    guard isRoot else { return try checkRootless(spec) }
    guard spec.user != 0 else { throw refused("an environment must not run as root") }
  }

  private static func checkRootless(_ spec: EnvironmentSpec) throws(Problem) {
    guard spec.mounts.allSatisfy({ $0.owner == nil }) else {
      throw refused("without root, files can belong to nobody else", .unsupported)
    }
    guard spec.limits.disk == nil else {
      throw Problem(
        .limitUnsupported, "without root, what an environment writes cannot be limited",
        hint: "run `sudo roost serve`, or take `disk` out of `limits`")
    }
    guard spec.network == .none else {
      throw Problem(
        .unsupported, "without root, environments have no network of their own that leads out",
        hint: "run `sudo roost serve`, or put `network: none` in roost.yml")
    }
  }

  private static func checkGateway(_ gateway: GatewayAccess) throws(Problem) {
    for host in gateway.hosts where !SpecRules.isHostName(host) {
      throw refused("'\(host.prefix(200))' is not the name of a host")
    }
    guard gateway.ports.count <= 2, gateway.ports.allSatisfy({ $0.number > 0 }) else {
      throw refused("a gateway has one or two ports")
    }
  }

  private static func checkLayer(_ layer: String) throws(Problem) {
    var status = stat()
    guard SpecRules.isPlain(layer), stat(layer, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw Problem(
        .environmentBootFailed, "the layer \(layer.prefix(200)) is not there", hint: "install it again: roost runtime list")
    }
  }

  private static func checkMount(_ mount: BindMount) throws(Problem) {
    guard SpecRules.isPlain(mount.source), SpecRules.isPlain(mount.target) else {
      throw refused("'\(mount.source.prefix(200))' at '\(mount.target.prefix(200))' is not a pair of absolute paths")
    }
    let target = mount.target.split(separator: "/").joined(separator: "/")
    guard !ownPlaces.contains("/" + target),
      !ownPlaces.dropFirst().dropLast().contains(where: { ("/" + target).hasPrefix($0 + "/") })
    else {
      throw refused("nothing can be mounted at \(mount.target)")
    }
    var status = stat()
    guard lstat(mount.source, &status) == 0, [S_IFDIR, S_IFREG].contains(status.st_mode & S_IFMT) else {
      throw Problem(
        .usageInvalid, "\(mount.source) is not a directory or file that could be mounted",
        hint: "make it first: mkdir -p \(mount.source)")
    }
  }

  private static func refused(_ message: String, _ code: ProblemCode = .usageInvalid) -> Problem {
    Problem(code, message, hint: "correct what was asked for: roost plan DIR")
  }
}
