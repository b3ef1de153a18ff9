package import FoundationEssentials
package import GRDB
package import RoostModel

/// A row of `variables`: a sealed value, from the version that brought it up to the one that took it away.
package struct VariableRecord: Codable, Sendable, Equatable, FetchableRecord, PersistableRecord {
  package static let databaseTableName = "variables"

  package var app: AppID
  package var name: VariableName
  package var version: Int
  /// `nil` is in force.
  package var until: Int?
  package var scope: VariableScope
  package var secret: Bool
  package var source: VariableSource
  package var sealed: Data
  package var createdAt: Double
}

/// A row of `variables` that is to be: its value can be sealed only once its version is known.
package struct VariableDraft: Sendable {
  package var name: VariableName
  package var scope: VariableScope
  package var secret: Bool
  package var source: VariableSource
  package var seal: @Sendable (_ version: Int) throws(Problem) -> [UInt8]

  package init(
    name: VariableName, scope: VariableScope, secret: Bool, source: VariableSource,
    seal: @escaping @Sendable (Int) throws(Problem) -> [UInt8]
  ) {
    self.name = name
    self.scope = scope
    self.secret = secret
    self.source = source
    self.seal = seal
  }
}

extension VariableName: GRDB.DatabaseValueConvertible {
  package var databaseValue: DatabaseValue { text.databaseValue }
  package static func fromDatabaseValue(_ value: DatabaseValue) -> VariableName? {
    guard let text = String.fromDatabaseValue(value) else { return nil }
    return try? VariableName(text)
  }
}

/// A row of `variableChanges`.
struct VariableChangeRecord: Codable, Sendable, FetchableRecord, PersistableRecord {
  static let databaseTableName = "variableChanges"

  var app: AppID
  var version: Int
  /// Names as JSON.
  var assigned: [VariableName]
  var removed: [VariableName]
  var createdAt: Double
}
