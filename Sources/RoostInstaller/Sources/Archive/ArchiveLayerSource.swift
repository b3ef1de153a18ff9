import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage

/// Layers made from files on their makers' servers.
struct ArchiveLayerSource: LayerSource {
  let addresses: ArchiveAddresses
  /// What the layer gives to processes.
  let variables: [String: String]
  let pages: PageCache
  let keyrings: FilePath

  private var recipe: ArchiveSource { addresses.recipe }

  func offers() async throws(Problem) -> [LayerOffer] {
    let address = addresses.versions
    let bytes = try await pages.page(address)
    let listing = recipe.versions
    let versions = try await BlockingWork.run { () throws(Problem) in
      do throws(ListingFault) { return try listing.versions(in: bytes) } catch { throw Problem.listing(address, error) }
    }
    let usable = versions.filter(ArchiveVersion.isUsable)
    guard !usable.isEmpty else { throw Problem.listing(address, "names no version") }
    return usable.map { LayerOffer(version: $0) }
  }

  func build(_ offer: LayerOffer, in job: BuildJob) async throws(Problem) -> LayerOrigin {
    try job.requireSpace(download: job.estimate.download, unpacked: job.estimate.disk)
    let statement = try await pages.page(addresses.checksum(offer.version))
    let artifact = try artifact(offer.version, statement: statement)
    var provenance = ["archive \(artifact.url)", artifact.sum.description]
    guard let file = try await job.downloads.fetch([artifact], for: job.title).first else {
      throw Problem(.internal, "\(artifact.name) was fetched but is not there", hint: "run the command again: roost doctor")
    }
    if let note = try await checkSignature(offer.version, statement: statement, file: file, in: job) { provenance.append(note) }
    try await ArchiveUnpacking(recipe: recipe, file: file, job: job).unpack()
    let links = LayerLinks(links: recipe.links, tree: job.tree, destination: recipe.destination, title: job.title)
    let missing = try await BlockingWork.run { () throws(Problem) in try links.make() }
    for link in missing { job.progress(.warning("\(job.title) brings no \(link)")) }
    return LayerOrigin(digest: digest(artifact), provenance: provenance)
  }

  private func artifact(_ version: String, statement: [UInt8]) throws(Problem) -> Artifact {
    let name = addresses.fileName(version)
    do throws(ListingFault) {
      let sum = try recipe.checksum.sum(of: name, in: statement) { addresses.filled($0, version: version) }
      return Artifact(name: name, url: addresses.file(version), sum: sum)
    } catch {
      throw Problem.listing(addresses.checksum(version), error)
    }
  }

  /// Answers with what the layer's provenance says of it; `nil` when its maker signs nothing.
  private func checkSignature(_ version: String, statement: [UInt8], file: FilePath, in job: BuildJob) async throws(Problem)
    -> String?
  {
    guard let signature = recipe.signature else { return nil }
    let check = SignatureCheck(signature: signature, keyrings: keyrings)
    guard check.isPossible else { return check.note }
    let bytes = try await WebPage(address: addresses.signature(version, signature), proxy: pages.proxy).fetch()
    var signed = file
    // It covers the list of checksums, unless its address is made from that of the file.
    if !signature.url.hasPrefix("{url}") {
      signed = job.scratch.appending("checksums")
      try AtomicFile.write(statement, to: signed)
    }
    try await check.check(signed, signedBy: bytes, in: job.scratch, title: job.title)
    return check.note
  }

  private func digest(_ artifact: Artifact) -> String {
    var digest = LayerDigest(recipe: "archive/1")
    digest.add([artifact.sum.description, recipe.form.rawValue, String(recipe.strip), recipe.subtree ?? "", recipe.destination])
    digest.add(recipe.skip)
    digest.add(recipe.links.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] })
    digest.add(variables.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] })
    return digest.hexadecimal
  }
}

extension Problem {
  /// A list of versions or checksums that is not what the catalogue expects. `reason` reads after "the list".
  static func listing(_ address: String, _ fault: ListingFault) -> Problem { listing(address, fault.reason) }

  static func listing(_ address: String, _ reason: String) -> Problem {
    Problem(
      .downloadFailed, "the list at \(WebAddress.withoutUser(address)) \(reason)",
      hint: "look at it; if its form has changed, mend the catalogue entry: curl -sL '\(WebAddress.withoutUser(address))'")
  }
}
