import RoostModel
import RoostStore

/// Puts what references mean in their place. Used for one start or one build.
///
/// What an operator set may take any variable of another app, a secret only where the variable that takes it is a secret
/// itself. What a project says in its `roost.yml` may take addresses alone: a project must not read what others keep secret.
struct VariableResolution: Sendable {
  private static let deepest = 10

  let vault: VariableVault
  /// Where an app with such settings is found, the best place first.
  let urls: @Sendable (AppName, RouteSettings) -> [String]

  func value(of variable: OpenVariable, in app: AppName) async throws(Problem) -> ResolvedValue {
    try await value(variable.value, named: variable.name.text, isSecret: variable.secret, path: ["\(app).\(variable.name)"])
  }

  /// Of a project's own file.
  func projectValue(_ value: String, named name: String) async throws(Problem) -> String {
    guard try !VariableText(value, of: name).usesVariables else {
      throw Problem(
        .variableUnresolved, "`env` of roost.yml may not take variables of other apps (\(name))",
        hint: "set it instead: roost app env set NAME '\(name)=${app.OTHER.env.X}' --secret")
    }
    return try await self.value(value, named: name, isSecret: false, path: [name]).text
  }

  private func value(
    _ value: String, named name: String, isSecret: Bool, path: [String]
  ) async throws(Problem) -> ResolvedValue {
    let text = try VariableText(value, of: name)
    var resolved = ResolvedValue()
    for part in text.parts {
      switch part {
      case .text(let literal): resolved.text += literal
      case .reference(let app, let fact): resolved += try await self.fact(fact, of: app, isSecret: isSecret, path: path)
      }
      guard resolved.text.utf8.count <= VariableLimits.value else {
        throw unresolved(path, "becomes longer than \(VariableLimits.value) bytes", "let it refer to less")
      }
    }
    return resolved
  }

  private func fact(_ fact: VariableText.Fact, of app: AppName, isSecret: Bool, path: [String]) async throws(Problem)
    -> ResolvedValue
  {
    guard let record = try await vault.store.app(named: app) else {
      throw unresolved(path, "refers to an app named \(app), which there is not", "see which there are: roost app list")
    }
    if case .variable(let name) = fact { return try await variable(name, of: record, isSecret: isSecret, path: path) }
    let live = try await record.live(in: vault.store)
    guard let url = urls(app, live?.plan?.route ?? RouteSettings()).first, let address = AppAddress(url) else {
      throw unresolved(path, "refers to \(app), which has no address", "deploy it first: roost deploy DIR --name \(app)")
    }
    let text =
      switch fact {
      case .host: address.host
      case .port: String(address.port)
      default: url
      }
    return ResolvedValue(text: text, addresses: [app: address])
  }

  private func variable(
    _ name: VariableName, of app: AppRecord, isSecret: Bool, path: [String]
  ) async throws(Problem) -> ResolvedValue {
    let step = "\(app.name).\(name)"
    guard !path.contains(step), path.count < Self.deepest else {
      throw unresolved(path + [step], "goes round in a circle", "give one of them a value of its own: roost app env set")
    }
    guard let found = try await vault.variables(of: app.id).variables.first(where: { $0.name == name }) else {
      throw unresolved(path, "refers to \(step), which is not set", "set it: roost app env set \(app.name) \(name)=VALUE")
    }
    guard isSecret || !found.secret else {
      throw unresolved(
        path, "refers to the secret \(step), and would show it", "make it a secret too: roost app env set --secret")
    }
    return try await value(found.value, named: step, isSecret: isSecret, path: path + [step])
  }

  private func unresolved(_ path: [String], _ what: String, _ cure: String) -> Problem {
    Problem(.variableUnresolved, "\(path.joined(separator: " -> ")) \(what)", hint: cure)
  }
}

/// What a variable means at one moment.
struct ResolvedValue: Sendable, Equatable {
  var text = ""
  /// Of the apps whose address is a part of it, by whatever way.
  var addresses: [AppName: AppAddress] = [:]

  static func += (value: inout ResolvedValue, part: ResolvedValue) {
    value.text += part.text
    value.addresses.merge(part.addresses) { $1 }
  }
}

/// Host and port of one of Roost's own URLs.
struct AppAddress: Sendable, Equatable {
  let host: String
  let port: UInt16

  init?(_ url: String) {
    guard let scheme = url.firstRange(of: "://") else { return nil }
    let authority = url[scheme.upperBound...].prefix { $0 != "/" }
    let parts = authority.split(separator: ":", maxSplits: 1)
    guard let host = parts.first else { return nil }
    self.host = String(host)
    guard parts.count == 2 else {
      port = url.hasPrefix("https:") ? 443 : 80
      return
    }
    guard let port = UInt16(parts[1]) else { return nil }
    self.port = port
  }
}

extension AppRecord {
  func live(in store: Store) async throws(Problem) -> ReleaseRecord? {
    guard let liveRelease else { return nil }
    return try await store.release(liveRelease, of: id)
  }
}
