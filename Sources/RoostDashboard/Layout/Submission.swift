package import RoostModel

/// Where a form is sent. Each answers with a redirect to a page; the session's cookie and the `Origin` check say who sends it.
package enum Submission: Sendable, Equatable {
  case claim, login, logout, theme
  case deploy, upload
  case deployDraft(DraftID), discardDraft(DraftID)
  case app(AppName, AppDeed)
  case installRuntimes, removeRuntimes, upgradeRuntimes
  case password, createToken, revokeToken, endSession

  package var path: String {
    switch self {
    case .claim: "/claim"
    case .login: "/login"
    case .logout: "/logout"
    case .theme: "/theme"
    case .deploy: "/deploy"
    case .upload: "/deploy/upload"
    case .deployDraft(let draft): "/drafts/\(draft)"
    case .discardDraft(let draft): "/drafts/\(draft)/discard"
    case .app(let name, let deed): "/apps/\(name)/\(deed.rawValue)"
    case .installRuntimes: "/runtimes/install"
    case .removeRuntimes: "/runtimes/remove"
    case .upgradeRuntimes: "/runtimes/upgrade"
    case .password: "/settings/password"
    case .createToken: "/settings/tokens"
    case .revokeToken: "/settings/tokens/revoke"
    case .endSession: "/settings/sessions/end"
    }
  }
}

/// What a form does to an app.
package enum AppDeed: String, Sendable, CaseIterable {
  case start, stop, restart, wake, pull
  case rollback
  case setVariable = "variables"
  case unsetVariable = "variables/unset"
  case maintenance
  case endMaintenance = "maintenance/end"
  case limits
  case backup, restore
  case backupSchedule = "backups/schedule"
  case remove
}
