package import RoostModel

/// Names of the apps whose releases need a layer.
package typealias LayerUsage = @Sendable (InstalledLayer) async throws(Problem) -> [String]
