import RoostAgentClient
import RoostModel

/// Refuses what a plain process cannot have, before anything is made.
enum ProcessSpecCheck {
  static func check(_ spec: EnvironmentSpec, isRoot: Bool) throws(Problem) {
    guard spec.strategy == .process else { throw refused("strategy '\(spec.strategy)' is not a plain process", .unsupported) }
    guard spec.image == nil else { throw refused("a plain process is made of layers, not of an image", .unsupported) }
    guard spec.network == .outbound else {
      throw Problem(
        .unsupported, "a plain process has the host's network and cannot be kept from it (network: \(spec.network.rawValue))",
        hint: "use --on sandbox, or ask for the host's network: --network outbound")
    }
    guard spec.limits.disk == nil, spec.limits.seconds == nil else {
      throw refused("what a plain process writes, and how long it lives, cannot be limited", .limitUnsupported)
    }
    try SpecRules.checkVariables(spec.variables)
    guard SpecRules.isPlain(spec.workingDirectory) else { throw refused("'\(spec.workingDirectory)' is not an absolute path") }
    for mount in spec.mounts { try check(mount, isRoot: isRoot) }
    guard !isRoot || spec.user != 0 else { throw refused("an environment must not run as root") }
  }

  private static func check(_ mount: BindMount, isRoot: Bool) throws(Problem) {
    guard SpecRules.isPlain(mount.source), SpecRules.isPlain(mount.target), mount.target.contains(where: { $0 != "/" }) else {
      throw refused("'\(mount.source.prefix(200))' at '\(mount.target.prefix(200))' is not a pair of absolute paths")
    }
    guard !mount.readOnly else { throw refused("a plain process can write what it sees: no read-only mount", .unsupported) }
    guard mount.owner == nil else { throw refused("files of a plain process belong to its own user", .unsupported) }
  }

  private static func refused(_ message: String, _ code: ProblemCode = .usageInvalid) -> Problem {
    Problem(code, message, hint: "use a strategy that isolates: --on sandbox")
  }
}
