package import RoostModel

/// Runtimes that require one another in a ring, so that none can be installed first.
package struct RequirementRing: Error, Sendable, Equatable {
  /// Each requires the next, the last requires the first.
  package var members: [RuntimeID]

  package var problem: Problem {
    let names = members.map(\.text)
    return Problem(
      .catalogueInvalid, "\(names[0]) requires itself, by way of \((names.dropFirst() + [names[0]]).joined(separator: ", "))",
      hint: "mend `requires` in the catalogue entry of \(names[0])")
  }
}
