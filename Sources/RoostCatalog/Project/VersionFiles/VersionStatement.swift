import RoostModel

/// Versions of a runtime that a file of the project states, understood.
struct VersionStatement: Equatable, Sendable {
  var selector: VersionSelector
  var meaning: VersionFile.Meaning
  var evidence: Evidence

  var authority: VersionAuthority {
    switch meaning {
    case .exact: .exactFile
    case .range: .rangeFile
    case .floor: .floorFile
    }
  }
}
