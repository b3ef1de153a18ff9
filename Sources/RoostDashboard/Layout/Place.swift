package import RoostModel

/// A page's address. Links are made of these, so that none leads nowhere.
package enum Place: Sendable, Equatable {
  case claim, login
  case overview, apps, deploy, backups
  case draft(DraftID)
  case app(AppName, AppTab)
  case runtimes
  case runtime(RuntimeID)
  /// The same with all versions there are, which other machines are asked for.
  case versions(RuntimeID)
  /// What installing these would mean, and where to go afterwards.
  case install([String], for: DraftID? = nil)
  case environments, events
  case settings, access, machine, doctor, certificates
  case work(Int)
  /// A directory or a file of an app; of a directory from an entry on.
  case files(AppName, AppTree, AppFilePath, from: Int = 0)
  /// The file itself.
  case fileContent(AppName, AppTree, AppFilePath)
  case backupContent(AppName, String)

  package var path: String {
    switch self {
    case .claim: "/claim"
    case .login: "/login"
    case .overview: "/"
    case .apps: "/apps"
    case .backups: "/backups"
    case .deploy: "/deploy"
    case .draft(let draft): "/drafts/\(draft)"
    case .app(let name, let tab): tab == .overview ? "/apps/\(name)" : "/apps/\(name)/\(tab.rawValue)"
    case .runtimes: "/runtimes"
    case .runtime(let runtime): "/runtimes/\(runtime)"
    case .versions(let runtime): "/runtimes/\(runtime)?versions=true"
    case .install(let specifiers, let draft):
      "/install?"
        + (specifiers.map { "runtime=\(PathSegment.encode($0))" } + (draft.map { ["draft=\($0)"] } ?? [])).joined(separator: "&")
    case .environments: "/environments"
    case .events: "/events"
    case .settings: "/settings"
    case .work(let number): "/progress/\(number)"
    case .access: "/settings/access"
    case .machine: "/settings/machine"
    case .doctor: "/settings/doctor"
    case .certificates: "/settings/certificates"
    case .files(let name, let tree, let path, let from):
      "/apps/\(name)/files?\(Place.query(tree, path))" + (from > 0 ? "&from=\(from)" : "")
    case .fileContent(let name, let tree, let path): "/apps/\(name)/files/content?\(Place.query(tree, path))"
    case .backupContent(let name, let backup): "/apps/\(name)/backups/\(PathSegment.encode(backup))/content"
    }
  }

  private static func query(_ tree: AppTree, _ path: AppFilePath) -> String {
    "tree=\(tree.rawValue)&path=\(PathSegment.encode(path.text))"
  }

  /// Which entry of the navigation leads here.
  var section: Section? {
    switch self {
    case .claim, .login, .work: nil
    case .overview: .overview
    case .apps, .deploy, .backups, .draft, .app, .files, .fileContent, .backupContent: .apps
    case .runtimes, .runtime, .versions, .install: .runtimes
    case .environments: .environments
    case .events: .events
    case .settings, .access, .machine, .doctor, .certificates: .settings
    }
  }
}

package enum AppTab: String, Sendable, CaseIterable {
  case overview, logs, releases, variables, processes, files, backups, settings

  var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}

/// An entry of the navigation.
enum Section: String, CaseIterable {
  case overview, apps, runtimes, environments, events, settings

  var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

  var place: Place {
    switch self {
    case .overview: .overview
    case .apps: .apps
    case .runtimes: .runtimes
    case .environments: .environments
    case .events: .events
    case .settings: .settings
    }
  }

  /// Together with `g` it leads here.
  var key: String { String(rawValue.prefix(1)) }
}
