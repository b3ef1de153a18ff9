import Glibc
import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage

/// Runs an entry's verify commands on the machine itself, in an empty directory that is their home and their `/tmp`.
///
/// The machine's own `/tmp` is everybody's: what lies there must neither be believed nor written over.
struct HostVerifier: Sendable {
  let root: HostRoot
  let searchPath: String

  /// The version the programs say they are, when all commands passed. `known` is used where they do not say it.
  func verify(_ entry: CatalogueEntry, known: String?) async throws(Problem) -> String {
    let steps = HostVerifier.steps(of: entry)
    let scratch = try await makeScratch()
    do throws(Problem) {
      let version = try await verify(steps, title: entry.title, known: known, scratch: scratch)
      try await DirectoryRemoval.remove(root.outside(scratch))
      return version
    } catch {
      try await DirectoryRemoval.remove(root.outside(scratch))
      throw error
    }
  }

  static func steps(of entry: CatalogueEntry) -> [VerifyStep] {
    let own = entry.host?.verify ?? []
    return own.isEmpty ? entry.verify : own
  }

  private func verify(_ steps: [VerifyStep], title: String, known: String?, scratch: String) async throws(Problem) -> String {
    var version: String?
    for step in steps {
      let output = try await run(step.arguments(version: version ?? known ?? ""), step.timeout, scratch)
      if version == nil { version = step.version(in: step.stream == .stdout ? output.standardOutput : output.standardError) }
      let name = "\(title) \(version ?? known ?? "")"
      try VerifyJudgement(step: step, title: name, version: version ?? known ?? "", subject: .machine).judge(output)
    }
    return version ?? known ?? ""
  }

  private func run(_ words: [String], _ timeout: Duration, _ scratch: String) async throws(Problem) -> VerifyOutput {
    let words = words.map { PrivatePlace(directory: scratch).inserted(in: $0) }
    var command = root.command(words.first ?? "true", Array(words.dropFirst()))
    command.timeout = timeout
    command.outputLimit = 1 << 20
    command.variables["PATH"] = searchPath
    for name in ["HOME", "TMPDIR"] { command.variables[name] = scratch }
    if root.isThisMachine { command.workingDirectory = FilePath(scratch) }
    do throws(Problem) {
      let result = try await command.run()
      return VerifyOutput(
        status: result.status, standardOutput: result.standardOutput, standardError: result.standardError)
    } catch {
      guard error.code == .toolMissing else { throw error }
      return VerifyOutput(status: .exited(127), standardOutput: "", standardError: "\(words.first ?? "") is not there")
    }
  }

  /// Answers with its path as that machine sees it.
  private func makeScratch() async throws(Problem) -> String {
    let path = "/tmp/roost-verify-\(String(UInt64.random(in: .min ... .max), radix: 36))"
    let outside = root.outside(path)
    try await BlockingWork.run { () throws(Problem) in
      guard mkdir(outside.string, 0o700) == 0 else { throw Problem.lastSystemCall("make \(outside)") }
    }
    return path
  }
}
