/// What a merged stack was made of; written as `stack.json` beside its tree.
struct MergedStack: Codable, Equatable, Sendable {
  var layers: [LayerIdentity]
  var places: MountPlaces

  /// Whether every layer is still there. Blocking.
  var isCurrent: Bool { layers.allSatisfy(\.isPresent) }
}
