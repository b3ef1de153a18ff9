/// One condition on a version; the terms of a selector come down to these.
enum VersionClause: Hashable, Sendable {
  case any, none
  case below(VersionNumber), atMost(VersionNumber), above(VersionNumber), atLeast(VersionNumber)
  case equal(VersionNumber), notEqual(VersionNumber)
  /// The numbers begin with these.
  case prefix([Int]), notPrefix([Int])

  func holds(for version: VersionNumber) -> Bool {
    switch self {
    case .any: true
    case .none: false
    case .below(let bound): version.compare(bound) < 0
    case .atMost(let bound): version.compare(bound) <= 0
    case .above(let bound): version.compare(bound) > 0
    case .atLeast(let bound): version.compare(bound) >= 0
    case .equal(let bound): version.compare(bound) == 0
    case .notEqual(let bound): version.compare(bound) != 0
    case .prefix(let release): version.begins(with: release)
    case .notPrefix(let release): !version.begins(with: release)
    }
  }

  /// The version the user wrote, if one is left in here.
  var bound: VersionNumber? {
    switch self {
    case .below(let bound), .atMost(let bound), .above(let bound), .atLeast(let bound), .equal(let bound), .notEqual(let bound):
      bound
    case .any, .none, .prefix, .notPrefix: nil
    }
  }

  /// The numbers the user wrote.
  var numbers: [Int] {
    switch self {
    case .prefix(let release), .notPrefix(let release): release
    default: bound?.release ?? []
    }
  }
}
