package import RoostModel

/// A runtime a project needs, with everything its files say about it.
package struct ProjectRequirement: Sendable, Equatable {
  package var requirement: RuntimeRequirement
  /// What other files state and what the decision has overruled.
  package var outvoted: [OutvotedVersion]
  /// The project can be run without it: only a file that is there speaks for it, not the plan.
  package var isOptional: Bool

  package init(requirement: RuntimeRequirement, outvoted: [OutvotedVersion] = [], isOptional: Bool = false) {
    self.requirement = requirement
    self.outvoted = outvoted
    self.isOptional = isOptional
  }
}

/// Versions that a file states and that did not decide.
package struct OutvotedVersion: Sendable, Equatable {
  package var selector: VersionSelector
  package var evidence: Evidence
}
