import RoostAgentClient
import RoostModel
import SystemPackage

/// Where the paths of an environment are on the host: below a directory of its own, because without a file system of its own
/// `/app` would be the host's. Pure.
struct PathMap: Sendable {
  /// The environment's `/`.
  let root: FilePath

  /// Refuses what is not absolute or climbs.
  func outside(_ path: String) throws(Problem) -> String {
    guard SpecRules.isPlain(path) else {
      throw Problem(
        .usageInvalid, "'\(path.prefix(200))' is not an absolute path of the environment", hint: "write it like /app/file")
    }
    return joined(path)
  }

  /// Nil stays the environment's own.
  func outside(_ process: ProcessSpec) throws(Problem) -> ProcessSpec {
    var process = process
    if let place = process.workingDirectory { process.workingDirectory = try outside(place) }
    return process
  }

  private func joined(_ path: String) -> String {
    path.split(separator: "/").filter { $0 != "." }.reduce(root.string) { "\($0)/\($1)" }
  }
}
