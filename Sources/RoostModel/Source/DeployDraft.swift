package enum DraftKind {}
package typealias DraftID = Identifier<DraftKind>

/// The body of `POST /api/v1/drafts`.
package struct DraftRequest: Codable, Sendable, Equatable {
  /// An upload, an address or a repository. A directory of the machine is not fetched: `roost plan` looks at it.
  package var source: DeploySource
  /// `nil` makes one of the archive's or the repository's name.
  package var name: String?

  package init(source: DeploySource, name: String? = nil) {
    self.source = source
    self.name = name
  }
}

/// Code that was fetched and waits on the daemon's disk until somebody has seen what would be done with it.
package struct DraftSummary: Codable, Sendable, Equatable {
  package var id: DraftID
  package var source: SourceRecord
  /// What its app would be called; `nil` when nothing says so.
  package var name: AppName?
  /// What was decided for this look at it.
  package var overrides: PlanOverrides?
  /// What a deployment would do; without it there is a problem.
  package var plan: Plan?
  package var problem: Problem?
  package var variables: [DraftVariable]
  /// When it is forgotten, in seconds since 1970, unless somebody looks at it again.
  package var expiresAt: Double

  package init(
    id: DraftID, source: SourceRecord, name: AppName? = nil, overrides: PlanOverrides? = nil, plan: Plan? = nil,
    variables: [DraftVariable] = [], expiresAt: Double
  ) {
    self.id = id
    self.source = source
    self.name = name
    self.overrides = overrides
    self.plan = plan
    self.variables = variables
    self.expiresAt = expiresAt
  }
}

/// A variable that the project names.
package struct DraftVariable: Codable, Sendable, Equatable {
  package var name: VariableName
  /// A deployment without it ends before anything is built.
  package var isRequired: Bool
  /// The file that shows how it may look: `.env.example`.
  package var file: String?
  /// What stands there.
  package var example: String?

  package init(name: VariableName, isRequired: Bool, file: String? = nil, example: String? = nil) {
    self.name = name
    self.isRequired = isRequired
    self.file = file
    self.example = example
  }
}

/// The body of `POST /api/v1/drafts/ID/deploy`.
package struct DraftDeployment: Codable, Sendable, Equatable {
  package var name: AppName
  /// Install missing runtimes instead of answering with `runtime.missing`.
  package var installsRuntimes: Bool
  /// Set before anything is built.
  package var variables: [VariableAssignment]?
  package var overrides: PlanOverrides?
  /// As ``DeployRequest/mayMove``.
  package var mayMove: Bool?

  package init(
    name: AppName, installsRuntimes: Bool, variables: [VariableAssignment]? = nil, overrides: PlanOverrides? = nil
  ) {
    self.name = name
    self.installsRuntimes = installsRuntimes
    self.variables = variables
    self.overrides = overrides
  }
}

extension Plan {
  /// Whether what it starts or builds needs a stack of runtimes. Files that the gateway serves and images of their own do not.
  package var needsStack: Bool {
    if image != nil { return false }
    if case .files = start, build.isEmpty, dependencies == nil { return false }
    return true
  }

  /// What its stack is made of, as the installer takes it. A command without a language needs a base to run on.
  package var neededSpecifiers: [String] {
    guard needsStack else { return [] }
    return runtimes.isEmpty ? ["debian"] : runtimes.map(\.specifier)
  }
}
