/// What Roost would do with a project, as data. Made without starting a process or touching the network.
package struct Plan: Codable, Sendable, Equatable {
  package var type: ProjectType
  /// How sure the detector is: 0 to 100.
  package var score: Int
  package var evidence: [Evidence]
  /// Other types that were considered, best first.
  package var alternatives: [Candidate]
  package var runtimes: [RuntimeRequirement]
  /// The directory of the project inside what was handed over; `nil` when it is the top. Commands run in it, and every
  /// path of the plan is relative to it.
  package var root: String?
  /// Files that Roost puts into the project. `nil` when there are none.
  package var addedFiles: [AddedFile]?
  /// The app runs in an image of its own. `nil`: on a stack of runtimes.
  package var image: ImagePlan?
  package var dependencies: DependencyStep?
  /// Command lines run in order by `sh` in the project's directory, with network.
  package var build: [String]
  /// Command lines for once in the life of a release, before it serves: migrations. `nil` when there are none.
  package var release: [String]?
  package var start: StartMode
  /// Files the app leaves to whoever stands before it: the gateway answers them.
  package var statics: [StaticMount]?
  /// Names and command lines of further processes, each in an environment of its own.
  package var otherProcesses: [String: String]
  /// Command lines to be run at times, in UTC. `nil` when there are none.
  package var schedules: [ScheduledCommand]?
  package var variables: [String: String]
  /// Names of secrets that a first deployment makes up, where the app has none of that name yet.
  package var generatedSecrets: [String]?
  /// Names of variables without which a deployment ends before anything is built.
  package var requiredVariables: [String]?
  /// Whether the app gets the connection strings of this node's Supabase; `nil` is no.
  package var usesSupabase: Bool?
  /// The port the app is told to listen on by `PORT`.
  package var port: UInt16
  package var healthPath: String?
  package var limits: ResourceLimits
  /// What it may take up on disk; `nil` when nothing was stated.
  package var quota: AppQuota?
  package var network: NetworkPolicy
  /// Where the app runs; `nil` is a sandbox of this machine. It is built in one in any case.
  package var target: StrategyTarget?
  /// How the gateway presents `/app/NAME/` to the app.
  package var prefixMode: PrefixMode
  /// What the gateway does beside passing requests on; `nil` when nothing was asked for.
  package var route: RouteSettings?
  /// A push that changes none of these files does not deploy; `nil` is any.
  package var watch: [String]?
  /// When it stands still because nobody uses it; `nil` is as the daemon's settings say.
  package var sleep: SleepSettings?
  package var warnings: [String]
  /// Where a value was decided, by its name in roost.yml: `type`, `root`, `install`, `build`, `release`, `start`, `port`,
  /// `health`. `nil` in what older versions of Roost wrote.
  package var decisions: [String: Evidence]?
  /// How it is asked at ``healthPath`` while it serves; `nil` is the standard.
  package var health: HealthRules?
  package var healthRules: HealthRules { health ?? .standard }
  /// Whether it is started with the machine. `nil` is yes.
  package var startsWithMachine: Bool?
  /// Apps that are started before it when the machine starts.
  package var startsAfter: [AppName]?
  /// Never two releases at a time: the old one ends before the new one starts, while requests wait. `nil` is no.
  package var isExclusive: Bool?
  /// When it is backed up by itself; `nil` is never.
  package var backup: BackupPolicy?

  package init(type: ProjectType, score: Int, evidence: [Evidence], start: StartMode) {
    self.type = type
    self.score = score
    self.evidence = evidence
    self.start = start
    alternatives = []
    runtimes = []
    build = []
    otherProcesses = [:]
    variables = [:]
    port = Plan.defaultPort
    limits = ResourceLimits()
    network = .outbound
    prefixMode = .strip
    warnings = []
  }

  package static let defaultPort: UInt16 = 3000
}

/// A project type that was considered.
package struct Candidate: Codable, Sendable, Equatable {
  package var type: ProjectType
  package var score: Int
  package var evidence: [Evidence]
  package init(type: ProjectType, score: Int, evidence: [Evidence]) {
    self.type = type
    self.score = score
    self.evidence = evidence
  }
}
