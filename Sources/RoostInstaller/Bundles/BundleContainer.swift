import RoostModel
import RoostSystem

/// Where everything is in a bundle: a tar file that holds `manifest.json`, `manifest.sig` and then one member per layer in
/// the order of the manifest, and nothing else. Pure.
///
/// Every byte outside the members' contents follows from their names and sizes, so a reader knows the whole file from its
/// manifest and compares instead of parsing.
struct BundleContainer: Sendable {
  static let manifestName = "manifest.json"
  static let signatureName = "manifest.sig"
  static let largestManifest: UInt64 = 1 << 20
  static let headerSize = 512

  struct Member: Sendable, Equatable {
    var name: String
    var size: UInt64
    /// Of its contents, from the beginning of the file.
    var offset: UInt64

    var header: [UInt8] { BundleContainer.header(name, size: size) }
    var padding: Int { BundleContainer.padding(after: size) }
    var end: UInt64 { offset + size + UInt64(padding) }
  }

  /// In the order of the file: manifest, signature, layers.
  let members: [Member]
  /// Of the whole file.
  var size: UInt64 { (members.last?.end ?? 0) + UInt64(BundleContainer.end.count) }
  static let end = [UInt8](repeating: 0, count: 1024)

  init(manifestSize: UInt64, layers: [BundleLayer]) {
    let sizes =
      [(BundleContainer.manifestName, manifestSize), (BundleContainer.signatureName, UInt64(BundleSignature.length))]
      + layers.map { ($0.member, $0.packed.bytes) }
    var members: [Member] = []
    for (name, size) in sizes {
      let offset = (members.last?.end ?? 0) + UInt64(BundleContainer.headerSize)
      members.append(Member(name: name, size: size, offset: offset))
    }
    self.members = members
  }

  func member(_ layer: BundleLayer) -> Member? { members.first { $0.name == layer.member } }

  /// The size that the first header states for the manifest; `nil` when it is no header of a manifest.
  static func manifestSize(in header: [UInt8]) -> UInt64? {
    guard header.count == headerSize else { return nil }
    let digits = String(decoding: header[124..<135], as: UTF8.self)
    guard let size = UInt64(digits, radix: 8), size > 0, size <= largestManifest else { return nil }
    return self.header(manifestName, size: size) == header ? size : nil
  }

  /// Empty when the size does not fit a header; the rules of a manifest refuse such a layer.
  static func header(_ name: String, size: UInt64) -> [UInt8] {
    TreeHeader.encode(TreeEntry(path: Array(name.utf8), kind: .file(size: size))) ?? []
  }

  static func padding(after size: UInt64) -> Int { Int((512 - size % 512) % 512) }
}
