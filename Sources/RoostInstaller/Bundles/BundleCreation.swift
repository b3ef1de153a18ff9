import FoundationEssentials
import Logging
import RoostModel
import RoostSystem
import SystemPackage

/// The making of one bundle from installed layers: pack each, describe and sign them, write the file.
struct BundleCreation {
  let installer: Installer
  let request: BundleRequest
  /// Base first.
  let layers: [InstalledLayer]
  let progress: ProgressSink

  private var output: FilePath { FilePath(request.output) }

  func run() async throws(Problem) -> BundleReport {
    try await requirePlace()
    let staged = try await installer.store.stage()
    let report: BundleReport
    do throws(Problem) {
      report = try await make(in: staged.scratch)
    } catch {
      try await staged.discard()
      throw error
    }
    try await staged.discard()
    installer.logger.info("bundle created", metadata: ["bundle.path": "\(output)", "bundle.size": "\(report.size)"])
    return report
  }

  private func make(in scratch: FilePath) async throws(Problem) -> BundleReport {
    var packed: [FilePath] = []
    var described: [BundleLayer] = []
    for (number, layer) in layers.enumerated() {
      progress(.stage("pack", detail: "\(layer.runtime) \(layer.version) (\(number + 1) of \(layers.count))"))
      let path = scratch.appending("\(number).tar.zst")
      described.append(try await pack(layer, to: path))
      packed.append(path)
    }
    return try await write(described, packed)
  }

  private func pack(_ layer: InstalledLayer, to path: FilePath) async throws(Problem) -> BundleLayer {
    let summary: TreeArchiveSummary
    do throws(Problem) { summary = try await PackedTree.pack(FilePath(layer.tree), to: path) } catch {
      guard error.code == .bundleInvalid else { throw error }
      throw Problem(
        .bundleInvalid, "\(layer.runtime) \(layer.version) cannot be bundled: \(error.message)",
        hint: "look what changed it: roost runtime verify '\(layer.runtime)@\(layer.version)'")
    }
    let (sha256, size) = try await BlockingWork.run { () throws(Problem) in
      let file = try WholeFile.open(path)
      return (try file.section.sha256(), file.size)
    }
    return BundleLayer(
      name: layer.name, runtime: layer.runtime, version: layer.version, digest: layer.digest,
      member: BundleRules.member(of: layer.name), sha256: sha256, packed: ByteCount(size), unpacked: ByteCount(summary.bytes),
      treeDigest: summary.digest, variables: layer.variables, seconds: layer.seconds)
  }

  private func write(_ described: [BundleLayer], _ packed: [FilePath]) async throws(Problem) -> BundleReport {
    progress(.stage("write", detail: request.output))
    let manifest = BundleManifest(
      schema: BundleRules.schema, createdAt: installer.options.now(), creator: "roost \(RoostVersion.current)",
      architecture: WheelPlatform.architecture, request: request.specifiers, layers: described,
      provenance: Dictionary(uniqueKeysWithValues: layers.map { ($0.name, $0.provenance) }))
    if let fault = BundleRules.fault(in: manifest) {
      throw Problem(
        .bundleInvalid, "this cannot be bundled: \(fault)", hint: "bundle less at once: roost bundle create RUNTIME -o FILE")
    }
    let bytes = try encoded(manifest)
    let keys = installer.store.paths.keys
    let output = output
    return try await BlockingWork.run { () throws(Problem) in
      let key = try NodeKey.loadOrMake(in: keys)
      try BundleWriting(output: output, manifest: bytes, signature: try key.sign(bytes), layers: described, packed: packed)
        .write()
      return try BundleFile.open(output).report(trusted: true)
    }
  }

  private func encoded(_ manifest: BundleManifest) throws(Problem) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do { return Array(try encoder.encode(manifest)) } catch { throw Problem.unexpected(error, during: "describing the bundle") }
  }

  /// Told before minutes are spent on packing.
  private func requirePlace() async throws(Problem) {
    let output = output
    let needed = ByteCount(layers.reduce(UInt64(0)) { $0 + $1.size.bytes } / 2)
    let temporary = installer.store.paths.temporary
    try await BlockingWork.run { () throws(Problem) in
      try BundlePlace(output: output).admit()
      for place in [output.removingLastComponent(), temporary] {
        try DiskSpace.at(place).require(needed, for: "the bundle", at: place)
      }
    }
  }
}
