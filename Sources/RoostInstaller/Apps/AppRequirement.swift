package import RoostModel

/// A runtime that an app asked for when it was deployed, and the layer it got.
package struct AppRequirement: Sendable, Equatable {
  package var app: String
  package var runtime: RuntimeID
  package var selector: String
  /// Name of the layer its live release runs on.
  package var layer: String

  package init(
    app: String, runtime: RuntimeID, selector: String, layer: String
  ) {
    self.app = app
    self.runtime = runtime
    self.selector = selector
    self.layer = layer
  }
}
