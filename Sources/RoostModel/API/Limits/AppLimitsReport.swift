/// When a limit that is changed is in force.
package enum LimitEffect: String, Codable, Sendable, CaseIterable {
  case atOnce = "at-once"
  case nextStart = "next-start"
}

/// One limit of an app, and how much of it is used.
package struct AppLimitStatus: Codable, Sendable, Equatable {
  package var limit: AppLimit
  /// As a person reads it; `nil` is none.
  package var value: String?
  /// Who says so: `roost.yml`, `set` by `roost app limits`, or `default`.
  package var by: String?
  /// `nil` is not known, or means nothing.
  package var use: String?
  /// Of the limit, 1 is all of it.
  package var share: Double?
  /// `nil` where an older daemon does not say.
  package var effect: LimitEffect?

  package init(
    _ limit: AppLimit, value: String?, by: String?, use: String? = nil, share: Double? = nil, effect: LimitEffect? = nil
  ) {
    self.limit = limit
    self.value = value
    self.by = by
    self.use = use
    self.share = share
    self.effect = effect
  }
}

package struct AppLimitsReport: Codable, Sendable, Equatable {
  package var app: AppName
  package var limits: [AppLimitStatus]
  /// In force with the app's next start.
  package var pending: [AppLimit]
  package var warnings: [String]

  package init(app: AppName, limits: [AppLimitStatus], pending: [AppLimit] = [], warnings: [String] = []) {
    self.app = app
    self.limits = limits
    self.pending = pending
    self.warnings = warnings
  }
}

/// Values as they are typed: `{"set": {"memory": "512M"}, "unset": ["cpus"]}`.
package struct AppLimitsChange: Codable, Sendable, Equatable {
  package var set: [String: String]?
  package var unset: [String]?

  package init(set: [String: String]? = nil, unset: [String]? = nil) {
    self.set = set
    self.unset = unset
  }

  /// All or nothing.
  package func applied(to limits: AppLimits) throws(Problem) -> AppLimits {
    var changed = limits
    for name in unset ?? [] { try changed.set(AppLimitsChange.limit(name), nil) }
    for (name, text) in (set ?? [:]).sorted(by: { $0.key < $1.key }) { try changed.set(AppLimitsChange.limit(name), text) }
    return changed
  }

  private static func limit(_ name: String) throws(Problem) -> AppLimit {
    if let limit = AppLimit(rawValue: name) { return limit }
    throw Problem(
      .usageInvalid, "there is no limit '\(name.prefix(40))'",
      hint: "there are \(AppLimit.allCases.map(\.rawValue).joined(separator: ", "))")
  }
}
