import Glibc
import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage

/// Layers made from Debian packages and what they need beyond the base, unpacked without their maintainer scripts.
struct DebsLayerSource: LayerSource {
  let recipe: DebsSource
  let base: InstalledLayer
  private let apt: AptRoot

  init(recipe: DebsSource, base: InstalledLayer, lists: FilePath, locks: FilePath) {
    self.recipe = recipe
    self.base = base
    apt = AptRoot(base: base, lists: lists, locks: locks)
  }

  func offers() async throws(Problem) -> [LayerOffer] {
    try await apt.refresh()
    guard let candidate = try await apt.candidate(of: recipe.versionOf) else { return [] }
    return [LayerOffer(version: DebsSource.upstreamVersion(of: candidate))]
  }

  func build(_ offer: LayerOffer, in job: BuildJob) async throws(Problem) -> LayerOrigin {
    do throws(Problem) {
      return try await attempt(job)
    } catch {
      // A mirror drops superseded packages: newer lists name what it has now.
      guard DebsLayerSource.isGone(error) else { throw error }
      job.progress(.warning("the package lists are out of date and are brought again"))
      try await apt.refresh(now: true)
    }
    do throws(Problem) {
      return try await attempt(job)
    } catch {
      guard DebsLayerSource.isGone(error) else { throw error }
      throw Problem(
        .downloadFailed, "the mirror does not have a package any more that its newest lists name: \(error.message)",
        hint: "use another mirror, or wait until this one is whole again: cat '\(apt.directory.appending("sources.list"))'",
        cause: error.cause)
    }
  }

  private static func isGone(_ problem: Problem) -> Bool {
    problem.code == .downloadFailed && problem.message.contains("answered 404")
  }

  private func attempt(_ job: BuildJob) async throws(Problem) -> LayerOrigin {
    job.progress(.stage("plan", detail: "which packages \(job.title) needs"))
    try await apt.refresh()
    let packages = try await apt.closure(of: recipe.packages)
    let records = try await apt.records(of: packages)
    var artifacts: [Artifact] = []
    var unpacked = UInt64(0)
    for (package, record) in zip(packages, records) {
      let size = record["Size"].flatMap(UInt64.init).map { ByteCount($0) }
      artifacts.append(try Artifact(name: package.fileName, url: package.url, sha256: record["SHA256"] ?? "", size: size))
      unpacked += (record["Installed-Size"].flatMap(UInt64.init) ?? 0) << 10
    }
    try job.requireSpace(download: artifacts.compactMap(\.size).reduce(ByteCount(0), +), unpacked: ByteCount(unpacked))
    let files = try await job.downloads.fetch(artifacts, for: job.title)
    try await unpack(files, in: job)
    return origin(packages: packages, artifacts: artifacts)
  }

  private func unpack(_ files: [FilePath], in job: BuildJob) async throws(Problem) {
    let clock = ContinuousClock()
    let begin = clock.now
    job.progress(.stage("unpack", detail: "\(files.count) packages of \(job.title)"))
    let merged = MergedDirectories(base: FilePath(base.tree), tree: job.tree)
    let links = try await BlockingWork.run { () throws(Problem) in try merged.add() }
    for file in files {
      try await CommandPair(ExternalCommand("dpkg-deb", ["--fsys-tarfile", file.string]), into: untar(to: job.tree)).succeed()
    }
    try await BlockingWork.run { () throws(Problem) in try merged.remove(links) }
    job.progress(.finished("unpack", seconds: (clock.now - begin) / .seconds(1)))
  }

  private func untar(to tree: FilePath) -> ExternalCommand {
    let owners = geteuid() == 0 ? ["--same-owner", "-p"] : ["--no-same-owner"]
    return ExternalCommand("tar", ["-x", "-C", tree.string, "--keep-directory-symlink", "--numeric-owner"] + owners)
  }

  private func origin(packages: [DebianPackage], artifacts: [Artifact]) -> LayerOrigin {
    var digest = LayerDigest(recipe: "debs/1")
    digest.add(base.digest)
    let inputs = zip(packages, artifacts).map { "\($0.name)=\($0.version)=\($1.sum.digits)" }.sorted()
    digest.add(inputs)
    let provenance = packages.map { "\($0.name)=\($0.version)" }.sorted()
    return LayerOrigin(digest: digest.hexadecimal, provenance: ["on \(base.name)"] + provenance)
  }
}
