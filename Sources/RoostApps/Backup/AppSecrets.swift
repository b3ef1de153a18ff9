import FoundationEssentials
import RoostModel

/// What of an app nobody may read but those who run it.
struct AppSecrets: Codable, Sendable, Equatable {
  struct Variable: Codable, Sendable, Equatable {
    var name: VariableName
    var value: String
    var scope: VariableScope
    var secret: Bool
    var source: VariableSource
  }

  var variables: [Variable]
  /// What forges sign their pushes with.
  var webhookSecret: Data?
  /// What its source is fetched with.
  var sourceCredential: Data?

  /// Without what only a key may carry.
  var open: AppSecrets { AppSecrets(variables: variables.filter { !$0.secret }, webhookSecret: nil, sourceCredential: nil) }

  init(variables: [Variable], webhookSecret: Data?, sourceCredential: Data?) {
    self.variables = variables
    self.webhookSecret = webhookSecret
    self.sourceCredential = sourceCredential
  }

  init(variables: [OpenVariable], webhookSecret: [UInt8]?, sourceCredential: [UInt8]?) {
    self.variables = variables.map {
      Variable(name: $0.name, value: $0.value, scope: $0.scope, secret: $0.secret, source: $0.source)
    }
    self.webhookSecret = webhookSecret.map { Data($0) }
    self.sourceCredential = sourceCredential.map { Data($0) }
  }

  /// As the vault takes them. What could not have been set by hand is refused.
  func checkedVariables() throws(Problem) -> [OpenVariable] {
    var names: Set<VariableName> = []
    for variable in variables {
      try VariableLimits.check(variable.value, of: variable.name)
      guard names.insert(variable.name).inserted else { throw .exportInvalid("a variable is in it twice") }
    }
    return variables.map {
      OpenVariable(
        name: $0.name, value: $0.value, scope: $0.scope, secret: $0.secret, source: $0.source, version: 0, changedAt: 0)
    }
  }
}

extension Problem {
  /// The file is not a whole, unchanged export.
  static func exportInvalid(_ fault: String) -> Problem {
    Problem(
      .exportInvalid, "this is no whole export: \(fault)",
      hint: "bring it again from where it was made, and compare: sha256sum FILE; or make it anew: roost export APP -o FILE")
  }

  /// A fault of a packed tree or of the frame, as one of the export.
  var ofExport: Problem { code == .bundleInvalid ? .exportInvalid(message) : self }
}
