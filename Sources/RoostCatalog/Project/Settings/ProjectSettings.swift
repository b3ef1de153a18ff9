package import RoostModel

/// What a project's own `roost.yml` says. Every key is optional; what it states wins over detection.
package struct ProjectSettings: Equatable, Sendable {
  /// Where it was read from; `nil` for one made by a program.
  package var file: String?
  package var name: AppName?
  package var type: ProjectType?
  /// The directory of the project inside the repository.
  package var root: String?
  /// Selectors by runtime.
  package var runtimes: [Stated<RuntimeSelection>] = []
  /// The command line that installs dependencies. An empty text: there is nothing to install.
  package var install: Stated<String>?
  package var build: Stated<[String]>?
  /// Command lines for once in the life of a release.
  package var release: Stated<[String]>?
  package var start: Stated<String>?
  /// Command lines of further processes, by name.
  package var processes: [String: String] = [:]
  package var schedules: [ScheduledCommand] = []
  package var port: UInt16?
  package var healthPath: String?
  package var variables: [String: String] = [:]
  /// Names of secrets that are made up.
  package var secrets: [String] = []
  /// Names of variables the app cannot do without.
  package var required: [String] = []
  package var usesSupabase: Bool?
  package var limits = ResourceLimits()
  package var quota: AppQuota?
  package var network: NetworkPolicy?
  /// Where it runs.
  package var target: StrategyTarget?
  package var route = RouteSettings()
  /// Patterns of the files whose changes deploy.
  package var watch: [String] = []
  package var staticDirectory: Stated<String>?
  package var singlePage: Bool?
  package var health: HealthRules?
  package var startsWithMachine: Bool?
  package var startsAfter: [AppName] = []
  /// Never two releases at a time.
  package var isExclusive: Bool?
  package var sleep: SleepSettings?
  package var backup: BackupPolicy?
  /// What states a value, by its key.
  package var decisions: [String: Evidence] = [:]

  package init() {}
}

extension ProjectSettings {
  /// The settings of a project; `nil` when it has no `roost.yml`.
  ///
  /// Throws ``ProblemCode/projectManifestInvalid`` with file, line and column.
  package static func load(from tree: ProjectTree) throws(Problem) -> ProjectSettings? {
    for file in ["roost.yml", "roost.yaml"] {
      guard let text = try tree.text(file) else { continue }
      do throws(DocumentFault) {
        return try ProjectSettingsReader.read(text, file: file)
      } catch {
        throw error.inProject()
      }
    }
    return nil
  }
}
