import RoostModel
import RoostSystem
import SystemPackage

/// A layer as the tar archive that an image holds: what is in it, and how long it is. Blocking.
struct LayerArchive: Sendable {
  let layer: FilePath
  let entries: [LayerEntry]
  let size: UInt64

  /// `rules` leave something out, in a directory from which an image is built.
  init(_ layer: FilePath, ignoring rules: IgnoreRules? = nil) throws(Problem) {
    self.layer = layer
    entries = try LayerEntries.of(layer, ignoring: rules)
    var size: UInt64 = UInt64(LayerArchive.end.count)
    for entry in entries {
      guard let own = entry.archivedSize else {
        throw Problem(
          .unsupported,
          "\(String(decoding: entry.tree.path, as: UTF8.self).debugDescription) of \(layer) is too large for an image",
          hint: "use another strategy: roost strategy list")
      }
      size += own
    }
    self.size = size
  }

  /// What stands after the last entry.
  static let end = [UInt8](repeating: 0, count: 1024)
}
