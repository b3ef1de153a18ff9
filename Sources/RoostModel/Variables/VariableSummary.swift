/// Which of an app's processes get a variable.
package enum VariableScope: String, Codable, Sendable, CaseIterable {
  /// Those that serve, and release commands.
  case run
  /// Those that install dependencies and build.
  case build
  case both

  package var reachesRuns: Bool { self != .build }
  package var reachesBuilds: Bool { self != .run }
}

/// Where the value of a variable came from.
package enum VariableSource: String, Codable, Sendable, CaseIterable { case set, generated, imported }

/// A variable of an app, as a list shows it.
package struct VariableSummary: Codable, Sendable, Equatable {
  package var name: VariableName
  /// `nil` for a secret: it is never shown again.
  package var value: String?
  package var secret: Bool
  package var scope: VariableScope
  package var source: VariableSource
  /// The version of the app's variables that brought this value.
  package var version: Int
  /// Seconds since 1970.
  package var changedAt: Double

  package init(
    name: VariableName, value: String?, secret: Bool, scope: VariableScope, source: VariableSource, version: Int,
    changedAt: Double
  ) {
    self.name = name
    self.value = value
    self.secret = secret
    self.scope = scope
    self.source = source
    self.version = version
    self.changedAt = changedAt
  }
}

/// The variables of an app in the order of their names.
package struct VariableList: Codable, Sendable, Equatable {
  /// Counts changes; 0 before the first.
  package var version: Int
  /// The version the live release was last proven with; `nil` when it never was, or is made of files alone.
  package var runningVersion: Int?
  package var variables: [VariableSummary]

  package init(version: Int, runningVersion: Int?, variables: [VariableSummary]) {
    self.version = version
    self.runningVersion = runningVersion
    self.variables = variables
  }
}

/// One change of an app's variables: names, never values.
package struct VariableVersion: Codable, Sendable, Equatable {
  package var version: Int
  /// Seconds since 1970.
  package var changedAt: Double
  package var set: [VariableName]
  package var unset: [VariableName]
  /// Releases that were proven with it. While one of them is kept, the values are too and can be restored.
  package var releases: [Int]

  package init(version: Int, changedAt: Double, set: [VariableName], unset: [VariableName], releases: [Int]) {
    self.version = version
    self.changedAt = changedAt
    self.set = set
    self.unset = unset
    self.releases = releases
  }
}
