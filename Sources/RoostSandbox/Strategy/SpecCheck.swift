import Glibc
import RoostModel

/// Refuses specifications that no sandbox can be made of, before anything is made.
enum SpecCheck {
  /// Where mounting would take the sandbox apart.
  private static let ownPlaces = ["/", "/proc", "/dev", "/sys", "/etc"]

  static func check(_ spec: EnvironmentSpec, isRoot: Bool) throws(Problem) {
    guard spec.strategy == .sandbox else { throw refused("strategy '\(spec.strategy)' is not the sandbox's", .unsupported) }
    guard !spec.layers.isEmpty else { throw refused("an environment without layers has no programs") }
    for layer in spec.layers { try checkLayer(layer) }
    for mount in spec.mounts { try checkMount(mount) }
    try checkVariables(spec.variables)
    guard isPlain(spec.workingDirectory) else { throw refused("'\(spec.workingDirectory)' is not an absolute path") }
    for place in spec.writablePlaces ?? [] {
      guard isPlain(place) else { throw refused("'\(place.prefix(200))' is not an absolute path") }
    }
    guard isRoot else { return try checkRootless(spec) }
    guard spec.user != 0 else { throw refused("an environment must not run as root") }
  }

  static func checkVariables(_ variables: [String: String]) throws(Problem) {
    for (name, value) in variables {
      let isName = !name.isEmpty && !name.utf8.contains(UInt8(ascii: "=")) && !name.utf8.contains(0)
      guard isName, !value.utf8.contains(0) else { throw refused("\(name.debugDescription.prefix(80)) cannot be a variable") }
    }
  }

  private static func checkRootless(_ spec: EnvironmentSpec) throws(Problem) {
    guard spec.mounts.allSatisfy({ $0.owner == nil }) else {
      throw refused("without root, files can belong to nobody else", .unsupported)
    }
    guard spec.network == .none else {
      throw Problem(
        .unsupported, "without root, environments have no network of their own that leads out",
        hint: "run `sudo roost serve`, or put `network: none` in roost.yml")
    }
  }

  private static func checkLayer(_ layer: String) throws(Problem) {
    var status = stat()
    guard isPlain(layer), stat(layer, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw Problem(
        .environmentBootFailed, "the layer \(layer.prefix(200)) is not there", hint: "install it again: roost runtime list")
    }
  }

  private static func checkMount(_ mount: BindMount) throws(Problem) {
    guard isPlain(mount.source), isPlain(mount.target) else {
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

  /// Absolute, without `..` and NUL.
  static func isPlain(_ path: String) -> Bool {
    path.hasPrefix("/") && path.utf8.count <= 4096 && !path.utf8.contains(0) && !path.split(separator: "/").contains("..")
  }

  private static func refused(_ message: String, _ code: ProblemCode = .usageInvalid) -> Problem {
    Problem(code, message, hint: "correct what was asked for: roost plan DIR")
  }
}
