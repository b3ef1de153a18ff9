import RoostModel
import RoostSystem
import SystemPackage

/// The Python package index as this machine's pip is set up to see it: index, mirrors, proxies and credentials are pip's.
struct PackageIndex: Sendable {
  /// Added to what pip gets from this process.
  var variables: [String: String] = [:]

  /// Ways to call pip, the first that is there being used.
  private static let ways: [(tool: String, prefix: [String])] = [("python3", ["-m", "pip"]), ("pip3", [])]
  private static let patience = ["--retries", "2", "--timeout", "20", "--disable-pip-version-check", "--no-input"]

  /// Versions that have a wheel for this machine, newest first, final ones only.
  func versions(of package: String) async throws(Problem) -> [String] {
    let result = try await pip(["index", "versions"] + PackageIndex.patience + ["--only-binary", ":all:", package])
    guard result.succeeded else { throw PackageIndexFault(package: package, output: result.standardError).problem }
    for line in result.standardOutput.split(whereSeparator: \.isNewline) where line.hasPrefix("Available versions:") {
      return line.dropFirst("Available versions:".count).split(separator: ",").map { String($0.filter { !$0.isWhitespace }) }
    }
    throw PackageIndexFault(package: package, output: result.standardOutput).problem
  }

  /// The wheel of one version, its address and SHA-256. `scratch` is never written to.
  func wheel(of package: String, version: String, scratch: FilePath) async throws(Problem) -> Artifact {
    // `--target` keeps pip from refusing in an interpreter that the system manages; nothing is installed.
    let options = [
      "--quiet", "--dry-run", "--no-deps", "--ignore-installed", "--report", "-", "--only-binary", ":all:",
      "--target", scratch.appending("never").string,
    ]
    let result = try await pip(["install"] + PackageIndex.patience + options + ["\(package)==\(version)"])
    guard result.succeeded else { throw PackageIndexFault(package: package, output: result.standardError).problem }
    return try PackageReport.wheel(in: result.standardOutput, package: package, version: version)
  }

  private func pip(_ arguments: [String]) async throws(Problem) -> CommandResult {
    for way in PackageIndex.ways {
      var command = ExternalCommand(way.tool, way.prefix + arguments)
      command.variables["PIP_REQUIRE_VIRTUALENV"] = "0"
      for (name, value) in variables { command.variables[name] = value }
      do throws(Problem) {
        let result = try await command.run()
        if !result.succeeded, result.standardError.contains("No module named pip") { continue }
        return result
      } catch {
        guard error.code == .toolMissing else { throw error }
      }
    }
    throw RequiredTool.missing("pip3")
  }
}
