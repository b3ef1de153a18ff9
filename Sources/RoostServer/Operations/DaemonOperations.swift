package import RoostModel

/// Everything the API server offers, one value for each area.
package struct DaemonOperations: Sendable {
  package var status: @Sendable () async throws(Problem) -> DaemonStatus
  package var apps: AppOperations
  package var variables: VariableOperations
  package var releases: ReleaseOperations
  package var sleep: SleepOperations
  package var runtimes: RuntimeOperations
  package var environments: EnvironmentOperations
  package var gateway: GatewayOperations
  package var metrics: MetricsOperations
  package var limits: LimitOperations
  package var sources: SourceOperations
  package var drafts: DraftOperations
  package var git: GitOperations
  package var backups: BackupOperations
  package var files: AppFileOperations
  package var care: CareOperations
  package var access: AccessOperations
  package var repeats = RepeatOperations.forgetful
  package var events: @Sendable (EventQuery) async throws(Problem) -> AsyncStream<ServerEvent>

  package init(
    status: @escaping @Sendable () async throws(Problem) -> DaemonStatus, apps: AppOperations,
    variables: VariableOperations, releases: ReleaseOperations, sleep: SleepOperations,
    runtimes: RuntimeOperations, environments: EnvironmentOperations, gateway: GatewayOperations, metrics: MetricsOperations,
    limits: LimitOperations,
    sources: SourceOperations, drafts: DraftOperations, git: GitOperations, backups: BackupOperations,
    files: AppFileOperations, care: CareOperations, access: AccessOperations,
    events: @escaping @Sendable (EventQuery) async throws(Problem) -> AsyncStream<ServerEvent>
  ) {
    self.status = status
    self.apps = apps
    self.variables = variables
    self.releases = releases
    self.sleep = sleep
    self.runtimes = runtimes
    self.environments = environments
    self.gateway = gateway
    self.metrics = metrics
    self.limits = limits
    self.sources = sources
    self.drafts = drafts
    self.git = git
    self.backups = backups
    self.files = files
    self.care = care
    self.access = access
    self.events = events
  }
}
