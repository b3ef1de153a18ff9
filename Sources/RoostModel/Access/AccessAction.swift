/// What a route of the API does, as far as it matters who may do it. Written to the audit log; names keep their meaning.
package enum AccessAction: String, Codable, Sendable, CaseIterable {
  /// To log in or to claim the daemon: whoever asks is not known yet.
  case sessionOpen = "session.open"
  /// To ask who one is, to log out, to change one's own password.
  case sessionOwn = "session.own"
  case nodeStatus = "node.status"
  case nodeRead = "node.read"
  /// Paths of this machine, bundles, repairs.
  case nodeAdmin = "node.admin"
  case runtimesRead = "runtimes.read"
  case runtimesManage = "runtimes.manage"
  case environmentsRead = "environments.read"
  case environmentsManage = "environments.manage"
  case eventsRead = "events.read"
  case appsList = "apps.list"
  case appsRead = "apps.read"
  /// Its variables, limits, source, webhook, schedule of backups.
  case appsConfigure = "apps.configure"
  case appsDeploy = "apps.deploy"
  /// To start, stop, wake or close it to visitors.
  case appsControl = "apps.control"
  case appsBackup = "apps.backup"
  /// All of an app leaves this machine, or comes to it, or gives way to what it was.
  case appsTransfer = "apps.transfer"
  case appsRemove = "apps.remove"
  /// Accounts, sessions, tokens and the audit log.
  case accessManage = "access.manage"
}

extension AccessAction {
  package enum Requirement: Sendable, Equatable {
    case nobody
    /// Anybody who is known.
    case somebody
    case scope(AccessScope)
  }

  package var requirement: Requirement {
    switch self {
    case .sessionOpen: .nobody
    case .sessionOwn: .somebody
    case .nodeStatus, .nodeRead, .runtimesRead, .environmentsRead, .eventsRead, .appsList, .appsRead: .scope(.read)
    case .appsConfigure, .appsDeploy, .appsControl, .appsBackup: .scope(.deploy)
    case .nodeAdmin, .runtimesManage, .environmentsManage, .appsTransfer, .appsRemove, .accessManage: .scope(.admin)
    }
  }
}
