import Glibc
import RoostAgentClient
import RoostModel

/// Refuses what a plain process cannot have, before anything is made. Blocking.
enum ProcessSpecCheck {
  static func check(_ spec: EnvironmentSpec, isRoot: Bool) throws(Problem) {
    guard spec.strategy == .process else { throw refused("strategy '\(spec.strategy)' is not a plain process", .unsupported) }
    guard spec.image == nil else { throw refused("a plain process is made of layers, not of an image", .unsupported) }
    guard spec.network == .outbound else {
      throw Problem(
        .unsupported, "a plain process has the host's network and cannot be kept from it (network: \(spec.network.rawValue))",
        hint: "use --on sandbox, or ask for the host's network: --network outbound")
    }
    guard spec.limits.disk == nil else { throw refused("what a plain process writes cannot be limited", .limitUnsupported) }
    try SpecRules.checkVariables(spec.variables)
    guard SpecRules.isPlain(spec.workingDirectory) else { throw refused("'\(spec.workingDirectory)' is not an absolute path") }
    for mount in spec.mounts { try check(mount, isRoot: isRoot) }
    for layer in spec.layers { try check(layer) }
    guard !isRoot || spec.user != 0 else { throw refused("an environment must not run as root") }
  }

  private static func check(_ mount: BindMount, isRoot: Bool) throws(Problem) {
    guard SpecRules.isPlain(mount.source), SpecRules.isPlain(mount.target), mount.target.contains(where: { $0 != "/" }) else {
      throw refused("'\(mount.source.prefix(200))' at '\(mount.target.prefix(200))' is not a pair of absolute paths")
    }
    guard !mount.readOnly else { throw refused("a plain process can write what it sees: no read-only mount", .unsupported) }
    guard mount.owner == nil else {
      throw Problem(
        .unsupported,
        "\(mount.source) belongs to root, as whom nothing runs, and only a strategy that isolates shows it otherwise",
        hint: "give it to a user: chown -R 1000 \(mount.source); or isolate: --on sandbox")
    }
    guard access(mount.source, F_OK) == 0 else {
      throw Problem(.usageInvalid, "there is no \(mount.source) to mount", hint: "make it first: mkdir -p \(mount.source)")
    }
  }

  private static func check(_ layer: String) throws(Problem) {
    guard SpecRules.isPlain(layer), access(layer, F_OK) == 0 else {
      throw Problem(
        .environmentBootFailed, "the layer \(layer.prefix(200)) is not there", hint: "install it again: roost runtime list")
    }
    guard access("\(layer)/app", F_OK) != 0 else {
      throw refused("a layer with files of an app can be shown only where an environment has files of its own", .unsupported)
    }
  }

  private static func refused(_ message: String, _ code: ProblemCode = .usageInvalid) -> Problem {
    Problem(code, message, hint: "use a strategy that isolates: --on sandbox")
  }
}
