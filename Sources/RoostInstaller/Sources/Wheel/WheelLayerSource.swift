import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage

/// Layers made from wheels of the Python package index: plain archives from where pip would take them.
struct WheelLayerSource: LayerSource {
  let recipe: WheelSource
  /// What the layer gives to processes.
  let variables: [String: String]
  let index: PackageIndex
  let platform: WheelPlatform

  func offers() async throws(Problem) -> [LayerOffer] {
    let wheels = WheelChoice(platform: platform)
      .byVersion(try await index.files(of: recipe.package), map: recipe.versionMap)
    var offers: [LayerOffer] = []
    for (version, file) in wheels {
      let artifact = try Artifact(
        name: file.name, url: file.url, sha256: file.sha256 ?? "", size: file.size.map { ByteCount($0) })
      offers.append(LayerOffer(version: version, artifact: artifact))
    }
    return offers
  }

  func build(_ offer: LayerOffer, in job: BuildJob) async throws(Problem) -> LayerOrigin {
    guard let artifact = offer.artifact else {
      throw Problem(.internal, "no file is known for \(job.title)", hint: "run the command again: roost doctor")
    }
    try job.requireSpace(download: artifact.size ?? job.estimate.download, unpacked: job.estimate.disk)
    guard let file = try await job.downloads.fetch([artifact], for: job.title).first else {
      throw Problem(.internal, "\(artifact.name) was fetched but is not there", hint: "run the command again: roost doctor")
    }
    try await unpack(file, version: WheelName(artifact.name)?.version ?? offer.version, in: job)
    return LayerOrigin(digest: digest(artifact), provenance: ["wheel \(artifact.name)", artifact.sum.description])
  }

  /// `version` is the wheel's own.
  private func unpack(_ file: FilePath, version: String, in job: BuildJob) async throws(Problem) {
    let clock = ContinuousClock()
    let begin = clock.now
    job.progress(.stage("unpack", detail: job.title))
    let subtree = recipe.subtree(version: version)
    let selection = WheelSelection(subtree: subtree, destination: recipe.destination, skip: recipe.skip)
    var target = UnpackTarget(tree: job.tree) { selection.place($0) }
    target.isExecutable = { selection.isExecutable($0) }
    try await ZipLayer(file: file, target: target).unpack(in: job, nothing: subtree)
    let links = LayerLinks(links: recipe.links, tree: job.tree, destination: recipe.destination, title: job.title)
    let missing = try await BlockingWork.run { () throws(Problem) in try links.make() }
    for link in missing { job.progress(.warning("\(job.title) brings no \(link)")) }
    job.progress(.finished("unpack", seconds: (clock.now - begin) / .seconds(1)))
  }

  private func digest(_ artifact: Artifact) -> String {
    var digest = LayerDigest(recipe: "wheel/1")
    digest.add([artifact.sum.digits, recipe.subtree, recipe.destination])
    digest.add(recipe.skip)
    digest.add(recipe.links.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] })
    digest.add(variables.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] })
    return digest.hexadecimal
  }
}
