/// What became of an app that was removed: `{"removed": "shop", "left": []}`.
package struct AppRemoval: Sendable, Codable, Equatable {
  package var removed: AppName
  /// Why something of it is still somewhere: an engine or a host that is away. It is removed when they are back.
  package var left: [Problem]

  package init(removed: AppName, left: [Problem] = []) {
    self.removed = removed
    self.left = left
  }
}
