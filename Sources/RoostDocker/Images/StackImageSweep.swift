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
    /// Why others that could go stay.
    package var warnings: [String] = []
  }

  private enum Outcome {
    case stays
    /// Somebody else removed it.
    case gone
    case freed(ByteCount)
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
    let result = await sweep(&ledger, engine, dryRun: dryRun, isUsed)
    guard !dryRun else { return result }
    let written = ledger
    try await BlockingWork.run { () throws(Problem) in try written.write(to: file) }
    return result
  }

  /// One that fails is told, and keeps none of the others.
  private func sweep(
    _ ledger: inout LayerLedger, _ engine: Engine, dryRun: Bool, _ isUsed: @Sendable (String) async throws(Problem) -> Bool
  ) async -> Result {
    var result = Result()
    for name in ledger.imageNames {
      do throws(Problem) {
        guard try await !StackImageSweep.isNeeded(ledger.layers(of: name), isUsed) else { continue }
        switch try await remove(name, from: engine, dryRun: dryRun) {
        case .stays: continue
        case .gone: break
        case .freed(let size):
          result.images.append(name)
          result.freed = result.freed + size
        }
        ledger.forget(image: name)
      } catch {
        result.warnings.append("the image \(name) stays: \(error.message)")
        // Each of the others would be waited for as long.
        if error.code == .timeout || error.code == .cancelled { break }
      }
    }
    return result
  }

  private static func isNeeded(
    _ layers: [String]?, _ isUsed: @Sendable (String) async throws(Problem) -> Bool
  ) async throws(Problem) -> Bool {
    guard let layers else { return false }
    for layer in layers where try await !isUsed(layer) { return false }
    return true
  }

  private func remove(_ name: String, from engine: Engine, dryRun: Bool) async throws(Problem) -> Outcome {
    guard let image = try await engine.images(named: name, measured: true).first else { return .gone }
    guard image.labels?[ImageManifest.label] != nil else { return .stays }
    guard try await !engine.containers().contains(where: { $0.imageID == image.id }) else { return .stays }
    guard !dryRun else { return .freed(image.ownSize) }
    do throws(Problem) {
      try await engine.removeImage(name)
    } catch  where error.code == .environmentState {
      // A container began to stand on it meanwhile.
      return .stays
    }
    return .freed(image.ownSize)
  }
}
