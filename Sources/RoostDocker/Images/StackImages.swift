import RoostModel
import RoostSystem
import Synchronization
import SystemPackage

/// Images made of stacks, in one engine. A layer that the engine has is not sent again.
struct StackImages: Sendable {
  let engine: Engine
  /// Belongs to this alone: digests, and a lock.
  let directory: FilePath

  /// How long somebody else may load the same.
  private static let patience: Duration = .seconds(900)
  /// Images whose layers are looked at.
  private static let mostImages = 64

  private var ledgerFile: FilePath { directory.appending(LayerLedger.fileName) }

  /// The name of an image of these layers, base first, with a scaffold over them. Loads it when the engine does not have it.
  func image(of layers: [String], _ scaffold: StackScaffold) async throws(Problem) -> String {
    let archive = scaffold.archive
    if let name = try await existing(layers, archive) { return try await adopt(name, layers) }
    let lock = try await lock()
    defer { lock.release() }
    if let name = try await existing(layers, archive) { return name }
    return try await load(layers, archive)
  }

  /// Held while an image is made, or taken away.
  func lock() async throws(Problem) -> FileLock {
    let directory = directory
    try await BlockingWork.run { () throws(Problem) in try DirectoryCreation.ensure(directory, mode: 0o700) }
    return try await FileLock.acquire(directory.appending("lock"), within: StackImages.patience)
  }

  private func existing(_ layers: [String], _ archive: [UInt8]) async throws(Problem) -> String? {
    let known = await knownDigests(layers)
    let digests = known.compactMap { $0 }
    guard digests.count == layers.count else { return nil }
    let name = ImageManifest(digests: digests + [StackImages.digest(of: archive)]).name
    return try await engine.image(name) == nil ? nil : name
  }

  /// One that somebody else made becomes one of ours, too.
  private func adopt(_ name: String, _ layers: [String]) async throws(Problem) -> String {
    let file = ledgerFile
    let isKnown = await BlockingWork.run { LayerLedger.read(file).layers(of: name) != nil }
    guard !isKnown else { return name }
    let lock = try await lock()
    defer { lock.release() }
    try await note([], of: layers, in: name)
    return name
  }

  private func knownDigests(_ layers: [String]) async -> [String?] {
    let file = ledgerFile
    return await BlockingWork.run {
      let ledger = LayerLedger.read(file)
      return layers.map { ledger.digest(of: $0) }
    }
  }

  private func load(_ layers: [String], _ archive: [UInt8]) async throws(Problem) -> String {
    let known = await knownDigests(layers)
    let held = try await layersHeld(of: known)
    guard held > 0 else { return try await send(layers, archive, leavingOut: [:]) }
    let leftOut = Dictionary(
      uniqueKeysWithValues: known.prefix(held).enumerated().compactMap { item in item.element.map { (item.offset, $0) } })
    do throws(Problem) {
      return try await send(layers, archive, leavingOut: leftOut)
    } catch  where error.code == .engineFailed {
      // Not every engine makes an image of layers that it only has elsewhere.
      return try await send(layers, archive, leavingOut: [:])
    }
  }

  /// How many layers from the base on the engine has, one over the other, in one of our images.
  private func layersHeld(of known: [String?]) async throws(Problem) -> Int {
    guard known.first != .some(nil) else { return 0 }
    var most = 0
    for summary in try await engine.images(named: ImageManifest.repository).prefix(StackImages.mostImages) {
      let layers = try await engine.image(summary.id)?.root?.layers ?? []
      most = max(most, zip(layers, known).prefix { $0 == $1 }.count)
    }
    return most
  }

  private func send(_ layers: [String], _ archive: [UInt8], leavingOut: [Int: String]) async throws(Problem) -> String {
    let parts = try await BlockingWork.run { () throws(Problem) in
      var parts: [StackLayer] = []
      for (index, layer) in layers.enumerated() {
        if let digest = leavingOut[index] {
          parts.append(.known(digest: digest))
        } else {
          parts.append(.directory(try LayerArchive(FilePath(layer))))
        }
      }
      return parts + [.archive(archive)]
    }
    let reader = SharedImageReader(parts)
    try await engine.load(PieceSource { () throws(Problem) in try reader.next() })
    let digests = reader.digests
    let name = ImageManifest(digests: digests).name
    guard try await engine.image(name) != nil else {
      throw Problem(
        .engineFailed, "the engine took the image \(name) and does not have it",
        hint: "look at what the engine logged: journalctl -u docker -n 50")
    }
    try await note(digests, of: layers, in: name)
    return name
  }

  private func note(_ digests: [String], of layers: [String], in image: String) async throws(Problem) {
    let file = ledgerFile
    try await BlockingWork.run { () throws(Problem) in
      var ledger = LayerLedger.read(file)
      for (layer, digest) in zip(layers, digests) { ledger.note(digest, of: layer) }
      ledger.note(image: image, of: layers)
      try ledger.write(to: file)
    }
  }

  private static func digest(of archive: [UInt8]) -> String { ImageDigest.text(of: archive) }
}
