/// The one rule of who may do what. What it says of an app that is not the actor's does not depend on whether there is one.
package func authorize(_ actor: AccessActor, _ action: AccessAction, _ resource: AccessResource) throws(Problem) {
  try authorize(actor, action)
  switch resource {
  case .visible: return
  case .app(let name): guard actor.sees(name) else { throw .notForThisApp(actor, name) }
  case .node:
    guard actor.apps == nil || action.requirement == .somebody || action.requirement == .nobody else {
      throw .onlyForApps(actor, action)
    }
  }
}

/// Whether it may be done at all, to whatever it will turn out to be.
package func authorize(_ actor: AccessActor, _ action: AccessAction) throws(Problem) {
  switch action.requirement {
  case .nobody: return
  case .somebody: guard actor.kind != .nobody else { throw .notLoggedIn }
  case .scope(let least):
    guard actor.kind != .nobody else { throw .notLoggedIn }
    guard actor.scope >= least else {
      throw Problem(
        .accessDenied, "\(action.rawValue) needs the scope \(least.rawValue), and \(actor.phrase) has \(actor.scope.rawValue)",
        hint: "use a token that may: roost token create NAME --scope \(least.rawValue)")
    }
  }
}

extension AccessActor {
  package func may(_ action: AccessAction, _ resource: AccessResource) -> Bool {
    (try? authorize(self, action, resource)) != nil
  }

  package var phrase: String {
    switch kind {
    case .nobody: "somebody unknown"
    case .local: "a user of this machine"
    case .session: "\(name)'s session"
    case .token: "the token \(name)"
    }
  }
}

extension Problem {
  package static var notLoggedIn: Problem {
    Problem(
      .accessUnauthenticated, "this needs a token or a session",
      hint: "make a token on the daemon's machine: roost token create NAME")
  }

  fileprivate static func notForThisApp(_ actor: AccessActor, _ name: AppName) -> Problem {
    Problem(
      .accessDenied, "\(actor.phrase) is not for an app named \(name)",
      hint: "use a token that is: roost token create NAME --app \(name)")
  }

  fileprivate static func onlyForApps(_ actor: AccessActor, _ action: AccessAction) -> Problem {
    Problem(
      .accessDenied,
      "\(actor.phrase) is for \(ListedWords.text((actor.apps ?? []).map(\.text).sorted())) alone, and this is \(action.rawValue)",
      hint: "name the app in the request, or use a token for all: roost token create NAME")
  }
}
