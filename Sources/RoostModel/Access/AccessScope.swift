/// How much somebody may do; each holds those before it.
package enum AccessScope: String, Codable, Sendable, CaseIterable, Comparable {
  /// Looks at things; sees no values of variables.
  case read
  /// Deploys, starts, stops and configures apps.
  case deploy
  case admin

  package static func < (left: AccessScope, right: AccessScope) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .read: 0
    case .deploy: 1
    case .admin: 2
    }
  }
}
