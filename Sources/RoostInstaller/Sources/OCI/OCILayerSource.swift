import NIOHTTP1
import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage

/// The bottom of a stack, or another layer, out of an image of a registry.
struct OCILayerSource: LayerSource {
  let recipe: OCISource
  let proxy: ProxySettings

  private static let timeLimit = Duration.seconds(900)

  private var registry: Registry { Registry(host: recipe.registry, repository: recipe.repository, proxy: proxy) }
  private var tag: String { recipe.tag.replacing("{version}", with: recipe.version) }

  /// Asks the registry, so that one that is silent can be told from one that is not.
  func offers() async throws(Problem) -> [LayerOffer] {
    let access = try await registry.access(for: tag)
    _ = try await registry.image(tag, access)
    return [LayerOffer(version: recipe.version)]
  }

  func build(_ offer: LayerOffer, in job: BuildJob) async throws(Problem) -> LayerOrigin {
    let access = try await registry.access(for: tag)
    let (manifest, digest) = try await registry.image(tag, access)
    let layers = manifest.layers ?? []
    guard !layers.isEmpty else { throw unusable("it has no layers") }
    let size = layers.reduce(ByteCount(0)) { $0 + ByteCount($1.size) }
    try job.requireSpace(download: size, unpacked: max(job.estimate.disk, size))
    let files = try await fetch(layers, access: access, in: job)
    try await unpack(zip(layers, files).map { $0 }, in: job)
    let tree = job.tree
    let packages = try await BlockingWork.run { () throws(Problem) in
      try BaseTree.tidy(tree)
      return try InstalledPackages.listIfPresent(in: tree)
    }
    var inputs = LayerDigest(recipe: "oci/1")
    inputs.add([digest])
    return LayerOrigin(
      digest: inputs.hexadecimal,
      provenance: ["image \(recipe.registry)/\(recipe.repository):\(tag)", "manifest \(digest)"] + packages)
  }

  private func fetch(_ layers: [ImageManifest.Descriptor], access: HTTPHeaders, in job: BuildJob) async throws(Problem)
    -> [FilePath]
  {
    var artifacts: [Artifact] = []
    for layer in layers {
      guard let sum = FileSum(layer.digest) else { throw unusable("a layer has no SHA-256: \(layer.digest.prefix(100))") }
      artifacts.append(
        Artifact(name: "layer \(sum.digits.prefix(12))", url: registry.blob(layer.digest), sum: sum, size: ByteCount(layer.size)))
    }
    var downloads = job.downloads
    downloads.headers = access
    return try await downloads.fetch(artifacts, for: job.title)
  }

  private func unpack(_ layers: [(ImageManifest.Descriptor, FilePath)], in job: BuildJob) async throws(Problem) {
    let clock = ContinuousClock()
    let begin = clock.now
    job.progress(.stage("unpack", detail: "\(layers.count) layers of \(job.title)"))
    let target = UnpackTarget(tree: job.tree, style: .system)
    for (layer, file) in layers {
      guard let packing = LayerPacking(mediaType: layer.mediaType) else {
        throw unusable("a layer is packed as '\(layer.mediaType?.prefix(80) ?? "nothing")', which is not supported")
      }
      try await unpack(file, packing, to: target, title: job.title)
    }
    job.progress(.finished("unpack", seconds: (clock.now - begin) / .seconds(1)))
  }

  private func unpack(_ file: FilePath, _ packing: LayerPacking, to target: UnpackTarget, title: String) async throws(Problem) {
    let apply: @Sendable (any ByteStream) throws(Problem) -> UnpackReport = { (stream) throws(Problem) in
      try TarUnpacker.unpack(stream, archive: title, packedSize: try FileSize.of(file), into: target)
    }
    switch packing {
    case .plain: _ = try await BlockingWork.run { () throws(Problem) in try apply(DescriptorStream(file: file)) }
    case .gzip:
      _ = try await BlockingWork.run { () throws(Problem) in
        try apply(GzipStream(DescriptorStream(file: file), archive: title))
      }
    case .zstandard:
      var command = ExternalCommand("zstd", ["-dcq", "--", file.string])
      command.timeout = OCILayerSource.timeLimit
      _ = try await CommandPipe(command).read { (stream) throws(Problem) in try apply(stream) }
    }
  }

  private func unusable(_ why: String) -> Problem {
    Problem(
      .downloadFailed, "the image \(recipe.repository):\(tag) of \(recipe.registry) cannot be used: \(why)",
      hint: "install mmdebstrap, then a base is made without an image: apt-get install -y mmdebstrap")
  }
}
