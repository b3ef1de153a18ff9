import HTTPTypes
import Hummingbird
import RoostDashboard
import RoostModel

/// What forms do to an app: what `roost app` does.
struct AppForms: Sendable {
  let site: PageSite

  private typealias Change = @Sendable (AppName) async throws(Problem) -> AppSummary

  func add(to router: APIRoutes) {
    let (apps, sleep) = (site.operations.apps, site.operations.sleep)
    change(.start, apps.start, router)
    change(.stop, apps.stop, router)
    change(.restart, apps.restart, router)
    change(.wake, sleep.wake, router)
    change(.endMaintenance, { (name) async throws(Problem) in try await apps.maintain(name, nil) }, router)
    deed(.maintenance, .appsControl, router) { name, fields in
      let message = fields["message"].map { SourceText.line($0) }
      _ = try await apps.maintain(name, Maintenance(message: message, allow: []))
      return .app(name, .overview)
    }
    deed(.remove, .appsRemove, router) { name, fields in
      try fields.confirm(name.text)
      _ = try await apps.remove(name)
      return .apps
    }
    addSettings(to: router)
    addWork(to: router)
  }

  private func addSettings(to router: APIRoutes) {
    let (operations, works) = (site.operations, site.works)
    deed(.limits, .appsConfigure, router) { name, fields in
      var change = AppLimitsChange(set: [:], unset: [])
      for limit in AppLimit.allCases {
        guard let value = fields[limit.rawValue] else { continue }
        if value == "none" { change.unset?.append(limit.rawValue) } else { change.set?[limit.rawValue] = value }
      }
      _ = try await operations.limits.change(name, change)
      return .app(name, .settings)
    }
    deed(.setVariable, .appsConfigure, router) { name, fields in
      let variable = VariableAssignment(
        name: try VariableName(try fields.required("name")), value: fields["value"] ?? "",
        scope: fields["scope"].flatMap { VariableScope(rawValue: $0) }, secret: fields.isSet("secret"))
      let change = VariableChange(set: [variable], restarts: fields.isSet("restart"))
      return try works.begin("Setting \(variable.name)", then: .app(name, .variables)) { (sink) async throws(Problem) in
        _ = try await operations.variables.change(name, change, sink)
      }
    }
    deed(.unsetVariable, .appsConfigure, router) { name, fields in
      let variable = try VariableName(try fields.required("name"))
      return try works.begin("Removing \(variable)", then: .app(name, .variables)) { (sink) async throws(Problem) in
        _ = try await operations.variables.change(name, VariableChange(unset: [variable]), sink)
      }
    }
  }

  private func addWork(to router: APIRoutes) {
    let (operations, works) = (site.operations, site.works)
    deed(.rollback, .appsDeploy, router) { name, fields in
      guard let release = Int(try fields.required("release")) else {
        throw Problem(.usageInvalid, "there is no such release", hint: "go back and choose one")
      }
      return try works.begin("Rolling \(name) back", then: .app(name, .releases)) { (sink) async throws(Problem) in
        _ = try await operations.releases.rollback(ReleaseRequest(app: name, release: release), sink)
      }
    }
    deed(.pull, .appsDeploy, router) { name, _ in
      let request = DeployRequest(directory: "", name: name.text, installsRuntimes: false)
      return try works.begin("Deploying \(name)", then: .app(name, .releases)) { (sink) async throws(Problem) in
        _ = try await operations.apps.deploy(request, sink)
      }
    }
    deed(.restore, .appsTransfer, router) { name, fields in
      try fields.confirm(name.text)
      let request = RestoreRequest(app: name, backup: try fields.required("backup"))
      return try works.begin("Restoring \(name)", then: .app(name, .overview)) { (sink) async throws(Problem) in
        _ = try await operations.backups.restore(request, sink)
      }
    }
    deed(.backupSchedule, .appsConfigure, router) { name, fields in
      _ = try await operations.backups.setBackup(name, try AppForms.schedule(fields))
      return .app(name, .backups)
    }
    deed(.backup, .appsBackup, router) { name, _ in
      try works.begin("Backing \(name) up", then: .app(name, .backups)) { (sink) async throws(Problem) in
        _ = try await operations.backups.backUp(BackupRequest(app: name), sink)
      }
    }
  }

  private static func schedule(_ fields: FormFields) throws(Problem) -> BackupChange {
    guard let text = fields["schedule"] else { return BackupChange(isOff: true) }
    let schedule: CronSchedule
    do throws(CronFault) {
      schedule = try CronSchedule(text)
    } catch {
      throw Problem(
        .usageInvalid, "\(text.prefix(40).debugDescription) \(error.sentence)", hint: "go back and write five fields: 0 3 * * *")
    }
    let keep = fields["keep"].map { Int($0) ?? 0 } ?? BackupPolicy.defaultKeep
    guard BackupPolicy.keeps.contains(keep) else {
      throw Problem(.usageInvalid, "so many backups cannot be kept", hint: "go back and write a number from 1 to 1000")
    }
    return BackupChange(schedule: schedule, keep: keep)
  }

  private func change(_ deed: AppDeed, _ change: @escaping Change, _ router: APIRoutes) {
    self.deed(deed, .appsControl, router) { name, _ in
      _ = try await change(name)
      return .app(name, .overview)
    }
  }

  private func deed(
    _ deed: AppDeed, _ action: AccessAction, _ router: APIRoutes,
    _ handler: @escaping @Sendable (AppName, FormFields) async throws -> Place
  ) {
    router.form("apps/:name/\(deed.rawValue)", action) { fields, _, context in
      PageAnswer.redirect(to: try await handler(try RequestReader.appName(in: context), fields))
    }
  }
}
