/// What a user decides about one deployment's plan. Each wins over what the project says and over what is detected; none is
/// remembered for the next deployment.
package struct PlanOverrides: Codable, Sendable, Equatable {
  package var type: ProjectType?
  /// The directory of the project inside what is handed over.
  package var root: String?
  /// Command lines; none: there is nothing to build.
  package var build: [String]?
  /// Command lines for once in the life of a release.
  package var release: [String]?
  package var start: String?
  package var port: UInt16?
  package var healthPath: String?

  package init() {}

  package var isEmpty: Bool { self == PlanOverrides() }
}
