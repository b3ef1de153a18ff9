import RoostModel

extension AppDetail {
  /// What variables are set to is for those who may change them; hashes of visitors' passwords are for nobody.
  func shown(to actor: AccessActor) -> AppDetail {
    var detail = self
    if let auth = detail.plan?.route?.auth {
      detail.plan?.route?.auth = BasicAuth(realm: auth.realm, users: auth.users.compactMapValues { _ in .hidden })
    }
    if !actor.may(.appsConfigure, .app(summary.name)) { detail.plan?.variables = plan?.variables.mapValues { _ in "" } ?? [:] }
    return detail
  }
}
