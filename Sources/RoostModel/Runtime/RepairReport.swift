/// What `roost repair` found and did.
package struct RepairReport: Codable, Sendable, Equatable {
  /// One sentence for each thing it mended.
  package var actions: [String]
  package var verified: [VerifyReport]
  /// What it could not mend.
  package var remaining: [DoctorFinding]

  package init(
    actions: [String], verified: [VerifyReport], remaining: [DoctorFinding]
  ) {
    self.actions = actions
    self.verified = verified
    self.remaining = remaining
  }
}

/// Whether an installed runtime works, by its own verify commands.
package struct VerifyReport: Codable, Sendable, Equatable {
  /// The layer, or `nodejs (host)`.
  package var name: String
  package var runtime: RuntimeID
  package var version: String
  package var scope: InstallScope
  package var seconds: Double
  /// `nil` when all commands passed.
  package var problem: Problem?

  package init(
    name: String, runtime: RuntimeID, version: String, scope: InstallScope, seconds: Double, problem: Problem? = nil
  ) {
    self.name = name
    self.runtime = runtime
    self.version = version
    self.scope = scope
    self.seconds = seconds
    self.problem = problem
  }
}
