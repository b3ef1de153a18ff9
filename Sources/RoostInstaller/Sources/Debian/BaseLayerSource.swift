import Glibc
import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage

/// The bottom of a stack: a minimal Debian root, made by mmdebstrap from the machine's own mirror.
struct BaseLayerSource: LayerSource {
  let recipe: BaseSource

  private static let timeLimit = Duration.seconds(1200)

  /// `tool.missing` where there is no mmdebstrap, `unsupported` where this user cannot run it, so that another source can be taken.
  func offers() async throws(Problem) -> [LayerOffer] {
    try await ExternalCommand("mmdebstrap", ["--version"]).succeed()
    if geteuid() != 0 {
      _ = try await ExternalCommand("newuidmap", []).run()
      if let obstacle = await BlockingWork.run({ SubordinateNumbers.obstacle() }) { throw obstacle }
    }
    return [LayerOffer(version: recipe.version)]
  }

  func build(_ offer: LayerOffer, in job: BuildJob) async throws(Problem) -> LayerOrigin {
    try job.requireSpace(download: job.estimate.download, unpacked: job.estimate.disk)
    let sources = try await DebianMachine.sources(for: recipe.suite)
    let clock = ContinuousClock()
    let begin = clock.now
    job.progress(.stage("build", detail: "\(job.title) with mmdebstrap"))
    let pair = try await CommandPair(bootstrap(sources), into: unpack(to: job.tree))
    do throws(Problem) {
      try await pair.succeed { line in
        // Its own notes, not every package's.
        if line.hasPrefix("I: ") { job.progress(.output(String(line.dropFirst(3)))) }
      }
    } catch {
      throw AptSilence(in: error)?.problem(title: job.title) ?? error
    }
    let tree = job.tree
    let packages = try await BlockingWork.run { () throws(Problem) in
      try BaseTree.tidy(tree)
      return try InstalledPackages.list(in: tree)
    }
    job.progress(.finished("build", seconds: (clock.now - begin) / .seconds(1)))
    var digest = LayerDigest(recipe: "base/1")
    digest.add([recipe.suite, recipe.variant])
    digest.add(packages)
    return LayerOrigin(digest: digest.hexadecimal, provenance: ["debian \(recipe.suite) \(recipe.variant)"] + packages)
  }

  private func bootstrap(_ sources: [String]) async throws(Problem) -> ExternalCommand {
    var arguments = ["--variant=\(recipe.variant)", "--format=tar"]
    // A root that a failure throws away needs no fsync of each file; the layer itself is flushed when it is sealed.
    arguments.append("--dpkgopt=force-unsafe-io")
    if !recipe.include.isEmpty { arguments.append("--include=\(recipe.include.joined(separator: ","))") }
    if geteuid() != 0 { arguments.append("--mode=unshare") }
    for option in try await DebianMachine.proxyOptions() { arguments.append("--aptopt=\(option)") }
    var command = ExternalCommand("mmdebstrap", arguments + [recipe.suite, "-"] + sources)
    command.timeout = BaseLayerSource.timeLimit
    return command
  }

  private func unpack(to tree: FilePath) -> ExternalCommand {
    var arguments = ["-x", "-C", tree.string, "--numeric-owner", "--anchored", "--exclude=./dev/*"]
    arguments += geteuid() == 0 ? ["--same-owner", "-p"] : ["--no-same-owner"]
    var command = ExternalCommand("tar", arguments)
    command.timeout = BaseLayerSource.timeLimit
    return command
  }
}
