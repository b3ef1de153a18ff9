import RoostModel

/// What a manifest has to be before anything it says is used. Pure.
struct BundleRules {
  static let schema = "roost.bundle/1"
  private static let mostLayers = 256
  /// What the header of a member can state.
  private static let largestMember: UInt64 = 1 << 33
  private static let largestTree: UInt64 = 1 << 36

  /// Why it is refused; `nil` when it is not.
  static func fault(in manifest: BundleManifest) -> String? {
    guard manifest.schema == schema else { return "it is written in the format \(shown(manifest.schema)), not \(schema)" }
    guard (1...mostLayers).contains(manifest.layers.count) else { return "it holds \(manifest.layers.count) layers" }
    guard Set(manifest.layers.map(\.name)).count == manifest.layers.count else { return "it holds a layer twice" }
    for layer in manifest.layers {
      if let fault = fault(in: layer) { return "its layer \(shown(layer.name)) \(fault)" }
    }
    return nil
  }

  static func member(of name: String) -> String { "layers/\(name).tar.zst" }

  private static func fault(in layer: BundleLayer) -> String? {
    guard isVersion(layer.version) else { return "has no usable version" }
    guard [layer.digest, layer.sha256, layer.treeDigest].allSatisfy(isHash) else { return "has a digest that is none" }
    guard layer.name == "\(layer.runtime)-\(layer.version)-\(layer.digest.prefix(12))" else { return "is not named after itself" }
    guard layer.member == member(of: layer.name) else { return "is not in the member named after it" }
    guard (1..<largestMember).contains(layer.packed.bytes) else { return "has an impossible size" }
    guard (1...largestTree).contains(layer.unpacked.bytes) else { return "unpacks to an impossible size" }
    guard layer.variables.keys.allSatisfy({ !$0.isEmpty && !$0.contains("=") && !$0.contains("\0") }) else {
      return "has a variable without a name"
    }
    return nil
  }

  private static func isHash(_ text: String) -> Bool {
    text.utf8.count == 64 && text.utf8.allSatisfy { Set("0123456789abcdef".utf8).contains($0) }
  }

  /// It becomes a part of a path.
  private static func isVersion(_ text: String) -> Bool {
    let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.+~:_-".utf8)
    return (1...80).contains(text.utf8.count) && text.first != "." && text.utf8.allSatisfy(allowed.contains)
  }

  private static func shown(_ text: String) -> String { String(text.prefix(80)).debugDescription }
}
