import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage

/// Layers made from wheels of the Python package index: plain archives whose versions, addresses and sums pip tells.
struct WheelLayerSource: LayerSource {
  let recipe: WheelSource
  /// What the layer gives to processes.
  let variables: [String: String]
  let index: PackageIndex

  func versions() async throws(Problem) -> [String] { try await index.versions(of: recipe.package) }

  func build(_ version: String, in job: BuildJob) async throws(Problem) -> LayerOrigin {
    job.progress(.stage("plan", detail: "where to get \(job.title) from"))
    let artifact = try await index.wheel(of: recipe.package, version: version, scratch: job.scratch)
    try job.requireSpace(download: artifact.size ?? job.estimate.download, unpacked: job.estimate.disk)
    guard let file = try await job.downloads.fetch([artifact], for: job.title).first else {
      throw Problem(.internal, "\(artifact.name) was fetched but is not there", hint: "run the command again: roost doctor")
    }
    try await unpack(file, version: version, in: job)
    return LayerOrigin(digest: digest(artifact), provenance: ["wheel \(artifact.name)", "sha256 \(artifact.sha256)"])
  }

  private func unpack(_ file: FilePath, version: String, in job: BuildJob) async throws(Problem) {
    let clock = ContinuousClock()
    let begin = clock.now
    job.progress(.stage("unpack", detail: job.title))
    let directory = try await BlockingWork.run { () throws(Problem) in try ZipDirectory.read(file) }
    let selection = WheelSelection(subtree: recipe.subtree(version: version), skip: recipe.skip)
    let entries = try selection.entries(of: directory, archive: job.title)
    try job.requireSpace(download: ByteCount(0), unpacked: ByteCount(entries.reduce(0) { $0 + $1.size }))
    let unpacked = job.scratch.appending("unpacked")
    try await selection.unzip(file, to: unpacked).succeed()
    let placement = WheelPlacement(recipe: recipe, version: version, tree: job.tree)
    let missing = try await BlockingWork.run { () throws(Problem) in
      try placement.check(unpacked, against: entries, selection: selection)
      try placement.move(from: unpacked)
      return try placement.makeLinks()
    }
    for link in missing { job.progress(.warning("\(job.title) brings no \(link)")) }
    job.progress(.finished("unpack", seconds: (clock.now - begin) / .seconds(1)))
  }

  private func digest(_ artifact: Artifact) -> String {
    var digest = LayerDigest(recipe: "wheel/1")
    digest.add([artifact.sha256, recipe.subtree, recipe.destination])
    digest.add(recipe.skip)
    digest.add(recipe.links.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] })
    digest.add(variables.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] })
    return digest.hexadecimal
  }
}
