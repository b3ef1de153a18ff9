package import RoostModel

/// What a look into the store found.
package struct LayerScan: Sendable, Equatable {
  /// A directory in the store that is not a usable layer. Roost never deletes it by itself.
  package struct Broken: Sendable, Equatable {
    package var path: String
    package var reason: String
  }

  /// Sorted by name.
  package var layers: [InstalledLayer]
  package var broken: [Broken]

  package init(layers: [InstalledLayer] = [], broken: [Broken] = []) {
    self.layers = layers
    self.broken = broken
  }

  package func layers(of runtime: RuntimeID) -> [InstalledLayer] { layers.filter { $0.runtime == runtime } }

  /// One line of `roost doctor` for each broken layer.
  package var findings: [DoctorFinding] {
    broken.map { DoctorFinding(.warning, "\($0.path) is not a usable layer: \($0.reason)", remedy: "rm -r '\($0.path)'") }
  }
}
