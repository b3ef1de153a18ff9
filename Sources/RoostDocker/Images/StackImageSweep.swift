package import RoostModel
import RoostSystem
import SystemPackage

/// Takes images of stacks away that nobody needs. Only those this home made, and no container stands on: the engine's other
/// images are not looked at. One that is needed again is made again of its layers.
package struct StackImageSweep: Sendable {
  /// What went, or would go.
  package struct Result: Sendable, Equatable {
    /// `roost/stack:...`
    package var images: [String] = []
    package var freed = ByteCount(0)
  }

  private let directory: FilePath
  private let engineHost: String?
  private let runtimeDirectory: String?

  package init(_ configuration: DockerConfiguration) {
    directory = configuration.images
    engineHost = configuration.engineHost
    runtimeDirectory = configuration.runtimeDirectory
  }

  /// Looks for no engine when no image was ever made.
  ///
  /// - Parameter isUsed: takes a layer's tree, which is there. An image goes when one of its layers is used by nobody, or gone.
  package func run(
    dryRun: Bool, isUsed: @Sendable (String) async throws(Problem) -> Bool
  ) async throws(Problem) -> Result {
    let file = directory.appending(LayerLedger.fileName)
    guard await BlockingWork.run({ !LayerLedger.read(file).imageNames.isEmpty }) else { return Result() }
    let engine = try await Engine.found(host: engineHost, runtimeDirectory: runtimeDirectory)
    let images = StackImages(engine: engine, directory: directory)
    let lock = try await images.lock()
    defer { lock.release() }
    var ledger = await BlockingWork.run { LayerLedger.read(file) }
    var result = Result()
    for name in ledger.imageNames where try await !StackImageSweep.isNeeded(ledger.layers(of: name), isUsed) {
      if let size = try await remove(name, from: engine, dryRun: dryRun) {
        result.images.append(name)
        result.freed = result.freed + size
        ledger.forget(image: name)
      }
    }
    guard !dryRun else { return result }
    let written = ledger
    try await BlockingWork.run { () throws(Problem) in try written.write(to: file) }
    return result
  }

  private static func isNeeded(
    _ layers: [String]?, _ isUsed: @Sendable (String) async throws(Problem) -> Bool
  ) async throws(Problem) -> Bool {
    guard let layers else { return false }
    for layer in layers where try await !isUsed(layer) { return false }
    return true
  }

  /// Answers with what that frees; nil when it stays, or somebody else removed it.
  private func remove(_ name: String, from engine: Engine, dryRun: Bool) async throws(Problem) -> ByteCount? {
    let all = try await engine.images(named: name, measured: true)
    guard let image = all.first, image.labels?[ImageManifest.label] != nil else { return nil }
    guard try await !engine.containers().contains(where: { $0.imageID == image.id }) else { return nil }
    guard !dryRun else { return image.ownSize }
    do throws(Problem) {
      try await engine.removeImage(name)
    } catch  where error.code == .environmentState {
      // A container began to stand on it meanwhile.
      return nil
    }
    return image.ownSize
  }
}
