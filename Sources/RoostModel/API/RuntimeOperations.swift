/// Everything that can be done with runtimes, as values. The daemon fills them in for the API; a command without a daemon fills them in
/// with an installer of its own; a test puts closures there.
package struct RuntimeOperations: Sendable {
  package var list: @Sendable () async throws(Problem) -> [RuntimeSummary]
  /// Takes what a user types: `nodejs`, `node@22`.
  package var info: @Sendable (String) async throws(Problem) -> RuntimeSummary
  /// What can be installed of it; takes what a user types.
  package var versions: @Sendable (String) async throws(Problem) -> VersionList
  package var plan: @Sendable (InstallRequest) async throws(Problem) -> InstallPlan
  /// Runs to its end even when the client that asked for it is gone.
  package var install: @Sendable (InstallRequest, @escaping ProgressSink) async throws(Problem) -> InstallResult
  package var canRemove: @Sendable (RemoveRequest) async throws(Problem) -> SafetyCheck
  package var remove: @Sendable (RemoveRequest, @escaping ProgressSink) async throws(Problem) -> RemoveResult
  /// Of these runtimes; of all that are installed when there are none.
  package var verify: @Sendable ([String], @escaping ProgressSink) async throws(Problem) -> [VerifyReport]
  package var why: @Sendable (String) async throws(Problem) -> WhyAnswer
  package var outdated: @Sendable () async throws(Problem) -> [OutdatedRuntime]
  /// Of these runtimes; of all that are outdated when there are none.
  package var upgrade: @Sendable ([String], @escaping ProgressSink) async throws(Problem) -> InstallResult
  package var collect: @Sendable (CollectRequest, @escaping ProgressSink) async throws(Problem) -> CollectResult
  package var profiles: @Sendable () async throws(Problem) -> [ProfileSummary]
  /// Stores the node's own choice.
  package var chooseProfile: @Sendable (String) async throws(Problem) -> ProfileSummary
  /// Newest first.
  package var history: @Sendable () async throws(Problem) -> [TransactionRecord]
  package var undo: @Sendable (Int, @escaping ProgressSink) async throws(Problem) -> TransactionRecord
  package var repair: @Sendable (@escaping ProgressSink) async throws(Problem) -> RepairReport
  package var createBundle: @Sendable (BundleRequest, @escaping ProgressSink) async throws(Problem) -> BundleReport
  /// Takes its path.
  package var verifyBundle: @Sendable (String, @escaping ProgressSink) async throws(Problem) -> BundleReport
  /// With what is installed, or with another bundle.
  package var compareBundle: @Sendable (String, String?) async throws(Problem) -> BundleDifference
  package var installBundle: @Sendable (BundleInstallRequest, @escaping ProgressSink) async throws(Problem) -> InstallResult
  /// Asks every strategy whether it works here.
  package var strategies: @Sendable () async throws(Problem) -> [ProbeReport]
  package var capabilities: @Sendable () async throws(Problem) -> Capabilities
  /// Takes an absolute directory.
  package var check: @Sendable (String) async throws(Problem) -> ProjectCheck
  /// Lays the view out in this directory (absolute).
  package var linkToolCache: @Sendable (String) async throws(Problem) -> [ToolCacheEntry]

  package init(
    list: @escaping @Sendable () async throws(Problem) -> [RuntimeSummary],
    info: @escaping @Sendable (String) async throws(Problem) -> RuntimeSummary,
    versions: @escaping @Sendable (String) async throws(Problem) -> VersionList,
    plan: @escaping @Sendable (InstallRequest) async throws(Problem) -> InstallPlan,
    install: @escaping @Sendable (InstallRequest, @escaping ProgressSink) async throws(Problem) -> InstallResult,
    canRemove: @escaping @Sendable (RemoveRequest) async throws(Problem) -> SafetyCheck,
    remove: @escaping @Sendable (RemoveRequest, @escaping ProgressSink) async throws(Problem) -> RemoveResult,
    verify: @escaping @Sendable ([String], @escaping ProgressSink) async throws(Problem) -> [VerifyReport],
    why: @escaping @Sendable (String) async throws(Problem) -> WhyAnswer,
    outdated: @escaping @Sendable () async throws(Problem) -> [OutdatedRuntime],
    upgrade: @escaping @Sendable ([String], @escaping ProgressSink) async throws(Problem) -> InstallResult,
    collect: @escaping @Sendable (CollectRequest, @escaping ProgressSink) async throws(Problem) -> CollectResult,
    profiles: @escaping @Sendable () async throws(Problem) -> [ProfileSummary],
    chooseProfile: @escaping @Sendable (String) async throws(Problem) -> ProfileSummary,
    history: @escaping @Sendable () async throws(Problem) -> [TransactionRecord],
    undo: @escaping @Sendable (Int, @escaping ProgressSink) async throws(Problem) -> TransactionRecord,
    repair: @escaping @Sendable (@escaping ProgressSink) async throws(Problem) -> RepairReport,
    createBundle: @escaping @Sendable (BundleRequest, @escaping ProgressSink) async throws(Problem) -> BundleReport,
    verifyBundle: @escaping @Sendable (String, @escaping ProgressSink) async throws(Problem) -> BundleReport,
    compareBundle: @escaping @Sendable (String, String?) async throws(Problem) -> BundleDifference,
    installBundle: @escaping @Sendable (BundleInstallRequest, @escaping ProgressSink) async throws(Problem) -> InstallResult,
    strategies: @escaping @Sendable () async throws(Problem) -> [ProbeReport],
    capabilities: @escaping @Sendable () async throws(Problem) -> Capabilities,
    check: @escaping @Sendable (String) async throws(Problem) -> ProjectCheck,
    linkToolCache: @escaping @Sendable (String) async throws(Problem) -> [ToolCacheEntry]
  ) {
    self.list = list
    self.info = info
    self.versions = versions
    self.plan = plan
    self.install = install
    self.canRemove = canRemove
    self.remove = remove
    self.verify = verify
    self.why = why
    self.outdated = outdated
    self.upgrade = upgrade
    self.collect = collect
    self.profiles = profiles
    self.chooseProfile = chooseProfile
    self.history = history
    self.undo = undo
    self.repair = repair
    self.createBundle = createBundle
    self.verifyBundle = verifyBundle
    self.compareBundle = compareBundle
    self.installBundle = installBundle
    self.strategies = strategies
    self.capabilities = capabilities
    self.check = check
    self.linkToolCache = linkToolCache
  }
}
