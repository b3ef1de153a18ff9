import RoostModel
import RoostSystem

/// Where everything is in a bundle: a tar file that holds `manifest.json`, `manifest.sig` and then one member per layer in
/// the order of the manifest, and nothing else. Pure.
struct BundleContainer: Sendable {
  static let manifestName = "manifest.json"
  static let signatureName = "manifest.sig"
  static let largestManifest: UInt64 = 1 << 20

  let frame: TarFrame
  /// In the order of the file: manifest, signature, layers.
  var members: [TarFrame.Member] { frame.members }
  /// Of the whole file.
  var size: UInt64 { frame.size }

  init(manifestSize: UInt64, layers: [BundleLayer]) {
    frame = TarFrame(
      [(BundleContainer.manifestName, manifestSize), (BundleContainer.signatureName, UInt64(BundleSignature.length))]
        + layers.map { ($0.member, $0.packed.bytes) })
  }

  func member(_ layer: BundleLayer) -> TarFrame.Member? { frame.member(layer.member) }

  /// The size that the first header states for the manifest; `nil` when it is no header of a manifest.
  static func manifestSize(in header: [UInt8]) -> UInt64? {
    TarFrame.firstSize(in: header, named: manifestName, atMost: largestManifest)
  }
}
