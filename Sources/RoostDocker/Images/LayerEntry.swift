import RoostSystem

/// An entry of a layer's archive, and where its contents are.
struct LayerEntry: Sendable, Equatable {
  var tree: TreeEntry
  /// Below the layer's directory; nil without contents to be read.
  var source: [UInt8]?

  /// Bytes in the archive: header, contents, padding. Nil when the format cannot hold it.
  var archivedSize: UInt64? {
    guard let header = TreeHeader.encode(tree) else { return nil }
    return UInt64(header.count) + tree.contentSize + UInt64(LayerEntry.padding(after: tree.contentSize))
  }

  static func padding(after count: UInt64) -> Int { Int((512 - count % 512) % 512) }
}
