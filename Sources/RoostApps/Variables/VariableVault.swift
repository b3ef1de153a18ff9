import RoostModel
import RoostStore
import RoostSystem
import SystemPackage

/// A variable of an app, opened.
struct OpenVariable: Sendable, Equatable {
  var name: VariableName
  var value: String
  var scope: VariableScope
  var secret: Bool
  var source: VariableSource
  var version: Int
  var changedAt: Double

  var summary: VariableSummary {
    VariableSummary(
      name: name, value: secret ? nil : value, secret: secret, scope: scope, source: source, version: version,
      changedAt: changedAt)
  }
}

/// The variables of all apps: sealed in the store, opened here and nowhere else.
struct VariableVault: Sendable {
  let store: Store
  let keys: SealingKeyFile

  /// Those in force, in the order of their names.
  func variables(of app: AppID) async throws(Problem) -> (version: Int, variables: [OpenVariable]) {
    let (version, records) = try await store.variables(of: app)
    return (version, try await open(records))
  }

  /// Those of a version that is still kept.
  func variables(of app: AppID, at version: Int) async throws(Problem) -> [OpenVariable]? {
    guard let records = try await store.variables(of: app, at: version) else { return nil }
    return try await open(records)
  }

  /// All secrets the app has or had, as far as they are kept.
  func secrets(of app: AppID) async throws(Problem) -> [String] {
    try await open(try await store.keptVariables(of: app).filter(\.secret)).map(\.value)
  }

  /// One change; returns its version.
  func change(
    _ app: AppID, set variables: [OpenVariable], unset: [VariableName], expected: Int? = nil, now: Double
  ) async throws(Problem) -> Int {
    let key = try await sealingKey()
    let drafts = variables.map { variable in
      VariableDraft(name: variable.name, scope: variable.scope, secret: variable.secret, source: variable.source) {
        (version) throws(Problem) in
        try key.seal(Array(variable.value.utf8), for: VariableVault.context(app, variable.name, version))
      }
    }
    return try await store.changeVariables(
      of: app, set: drafts, unset: unset, expected: expected, overhead: SealingKey.overhead, now: now)
  }

  private func open(_ records: [VariableRecord]) async throws(Problem) -> [OpenVariable] {
    if records.isEmpty { return [] }
    let keys = keys
    let key = try await BlockingWork.run { () throws(Problem) in try keys.key(creating: false) }
    var variables: [OpenVariable] = []
    for record in records {
      let context = VariableVault.context(record.app, record.name, record.version)
      let value = String(decoding: try key.open(Array(record.sealed), for: context), as: UTF8.self)
      variables.append(
        OpenVariable(
          name: record.name, value: value, scope: record.scope, secret: record.secret, source: record.source,
          version: record.version, changedAt: record.createdAt))
    }
    return variables
  }

  /// Made with the first value that is sealed, in the store or in a file.
  func sealingKey() async throws(Problem) -> SealingKey {
    let home = keys.path.removingLastComponent()
    let hasValues = try await store.hasVariables()
    let hasFiles = try await SealedFile.exist(in: home)
    let hasFactors = try await store.hasSecondFactors()
    let isFirst = !hasValues && !hasFiles && !hasFactors
    let keys = keys
    return try await BlockingWork.run { () throws(Problem) in try keys.key(creating: isFirst) }
  }

  /// What a sealed value is bound to: it opens as this version of this variable of this app alone.
  static func context(_ app: AppID, _ name: VariableName, _ version: Int) -> String { "variable|\(app)|\(name)|\(version)" }
}
