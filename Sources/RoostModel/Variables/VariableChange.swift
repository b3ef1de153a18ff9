/// The body of `POST /api/v1/apps/NAME/env`: one change, all of it or nothing.
package struct VariableChange: Codable, Sendable, Equatable {
  package var set: [VariableAssignment]
  package var unset: [VariableName]
  /// Instead of the two: back to what this version was.
  package var restore: Int?
  /// Whether a running app is started again with the new values.
  package var restarts: Bool
  /// Refused when the app's variables have another version by now. `nil` takes any.
  package var expectedVersion: Int?

  package init(set: [VariableAssignment] = [], unset: [VariableName] = [], restore: Int? = nil, restarts: Bool = true) {
    self.set = set
    self.unset = unset
    self.restore = restore
    self.restarts = restarts
  }
}

/// One variable that gets a value. What is `nil` of scope and secrecy stays as it is, at first ``VariableScope/run`` and no secret.
package struct VariableAssignment: Codable, Sendable, Equatable {
  package var name: VariableName
  /// `nil` where Roost makes one up: ``generated``.
  package var value: String?
  package var generated: SecretRecipe?
  package var scope: VariableScope?
  package var secret: Bool?
  package var source: VariableSource

  package init(
    name: VariableName, value: String, scope: VariableScope? = nil, secret: Bool? = nil, source: VariableSource = .set
  ) {
    self.name = name
    self.value = value
    self.scope = scope
    self.secret = secret
    self.source = source
  }

  /// A secret that nobody has seen.
  package init(generating recipe: SecretRecipe, for name: VariableName, scope: VariableScope? = nil) {
    self.name = name
    generated = recipe
    self.scope = scope
    secret = true
    source = .generated
  }
}

/// How a secret is made up.
package struct SecretRecipe: Codable, Sendable, Equatable {
  package enum Format: String, Codable, Sendable, CaseIterable { case hex, base64, uuid }

  package var format: Format
  /// Random bytes, before they are written down. Of no consequence for `uuid`.
  package var length: Int

  package static let lengths = 8...4096

  package init(format: Format = .hex, length: Int = 32) {
    self.format = format
    self.length = length
  }
}

/// What became of a change.
package struct VariableChangeResult: Codable, Sendable, Equatable {
  package enum Effect: String, Codable, Sendable, CaseIterable {
    /// Everything was so already.
    case unchanged
    /// The app serves with the new values.
    case running
    case nextStart = "next-start"
    case nextDeployment = "next-deployment"
  }
  package var version: Int
  /// Names of those whose value, scope or secrecy changed.
  package var set: [VariableName]
  package var unset: [VariableName]
  package var effect: Effect
  package var app: AppSummary

  package init(version: Int, set: [VariableName], unset: [VariableName], effect: Effect, app: AppSummary) {
    self.version = version
    self.set = set
    self.unset = unset
    self.effect = effect
    self.app = app
  }
}

/// What the kernel and Roost carry. Measured in bytes of UTF-8.
package enum VariableLimits {
  package static let value = 64 << 10
  package static let count = 500
  /// Names and values together: what fits into one start of a process beside all else.
  package static let total = 768 << 10

  package static func check(_ value: String, of name: VariableName) throws(Problem) {
    guard value.utf8.count <= Self.value else {
      throw Problem(
        .variableInvalid, "the value of \(name) has \(value.utf8.count) bytes, more than \(Self.value)",
        hint: "put it into a file below /data and name the file")
    }
    guard !value.utf8.contains(0) else {
      throw Problem(
        .variableInvalid, "the value of \(name) holds a zero byte, which ends a variable", hint: "encode it: base64 < FILE")
    }
  }
}
