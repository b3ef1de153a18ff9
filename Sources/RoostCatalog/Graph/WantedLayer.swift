package import RoostModel

/// A layer that an installation is to have, and what lies below it.
package struct WantedLayer: Sendable, Equatable {
  package var specifier: RuntimeSpecifier
  /// The stack it is built on and verified in, bottom first. All of it is wanted too.
  package var below: [RuntimeSpecifier]
  /// Empty for what was asked for by name.
  package var requiredBy: [RuntimeID]

  package init(specifier: RuntimeSpecifier, below: [RuntimeSpecifier], requiredBy: [RuntimeID]) {
    self.specifier = specifier
    self.below = below
    self.requiredBy = requiredBy
  }
}
